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
        Optional<String> root = Optional.empty();
        for (String word : text.strip().split("[ \t\n]+")) {
            if (word.startsWith("root=")) {
                root = Optional.of(unquoted(word.substring(5))).filter(found -> !found.isEmpty());
            }
        }
        return root;
    }

    private static String unquoted(String value) {
        return value.replace("\"", "");
    }
}
