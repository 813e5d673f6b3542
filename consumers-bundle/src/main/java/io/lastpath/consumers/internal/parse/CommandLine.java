// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.parse;

import java.util.Optional;

/** Reads the kernel's command line, see proc_cmdline(5) and bootparam(7). */
public final class CommandLine {

    private CommandLine() {}

    /**
     * Finds the root file system.
     *
     * @param text the command line
     * @return what {@code root=} says, the last one if there are several
     */
    public static Optional<String> root(String text) {
        return last(text, "root=");
    }

    /**
     * Finds the program that the kernel started first.
     *
     * @param text the command line
     * @return the path that {@code init=} says, the last one if there are several
     */
    public static Optional<String> init(String text) {
        return last(text, "init=").filter(path -> path.startsWith("/"));
    }

    private static Optional<String> last(String text, String key) {
        Optional<String> value = Optional.empty();
        for (String word : text.strip().split("[ \t\n]+")) {
            if (word.startsWith(key)) {
                value = Optional.of(unquoted(word.substring(key.length())));
            }
        }
        return value.filter(found -> !found.isEmpty());
    }

    private static String unquoted(String value) {
        return value.replace("\"", "");
    }
}
