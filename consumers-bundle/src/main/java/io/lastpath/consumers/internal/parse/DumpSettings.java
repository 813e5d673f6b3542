// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.parse;

import java.util.Optional;
import java.util.Set;

/** Reads where a crash kernel writes its dump: kdump.conf(5), and Debian's kdump-tools(5). */
public final class DumpSettings {

    /** Where dumps go unless the settings say otherwise. */
    public static final String DEFAULT_FOLDER = "/var/crash";

    private static final Set<String> DEVICE_WORDS =
            Set.of("raw", "ext2", "ext3", "ext4", "xfs", "btrfs", "minix");

    private DumpSettings() {}

    /**
     * Finds the device that kdump.conf names.
     *
     * @param text its content
     * @return the device as written, for example {@code UUID=...}; empty if it names none
     */
    public static Optional<String> device(String text) {
        return text.lines()
                .map(line -> line.strip().split("[ \t]+"))
                .filter(words -> words.length > 1 && DEVICE_WORDS.contains(words[0]))
                .map(words -> words[1])
                .findFirst();
    }

    /**
     * Finds the folder that either file names.
     *
     * @param text its content
     * @return the folder; empty if it names none
     */
    public static Optional<String> folder(String text) {
        return text.lines()
                .map(String::strip)
                .map(line -> line.startsWith("path ") ? line.substring(5) : debian(line))
                .map(String::strip)
                .filter(path -> path.startsWith("/"))
                .findFirst();
    }

    private static String debian(String line) {
        String key = "KDUMP_COREDIR=";
        return line.startsWith(key) ? line.substring(key.length()).replace("\"", "") : "";
    }
}
