// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a line of mountinfo says, see proc_pid_mountinfo(5). Immutable.
 *
 * @param number device number, as major:minor
 * @param point where it is mounted
 * @param type type of the file system
 * @param source what is mounted, as the mount said
 */
public record MountLine(String number, String point, String type, String source) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}:[0-9]{1,9}");

    /** Where the separator may be first: optional fields stand before it. */
    private static final int OPTIONAL = 6;

    /** {@return the mounts of a table; what is no line of one tells nothing} */
    public static List<MountLine> parse(byte[] table) {
        return new String(table, StandardCharsets.UTF_8)
                .lines()
                .map(MountLine::line)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<MountLine> line(String text) {
        String[] fields = text.split(" ");
        int end = OPTIONAL;
        while (end < fields.length && !fields[end].equals("-")) {
            end++;
        }
        boolean whole = end + 2 < fields.length && NUMBER.matcher(fields[2]).matches();
        return whole
                ? Optional.of(
                        new MountLine(
                                fields[2],
                                KernelEscapes.undo(fields[4]),
                                KernelEscapes.undo(fields[end + 1]),
                                KernelEscapes.undo(fields[end + 2])))
                : Optional.empty();
    }

    /** {@return whether it has the number of a device, not one that stands for none} */
    public boolean isOnDevice() {
        return !number.startsWith("0:");
    }
}
