// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A device that is swapped to, as a line of proc_swaps(5) has it. Immutable.
 *
 * @param node its name, without what the kernel adds where that is not there any more
 */
public record SwapLine(String node) {

    private static final String GONE = " (deleted)";

    /** {@return the devices of a table; files, and what is no line of one, tell nothing} */
    public static List<SwapLine> parse(byte[] table) {
        return new String(table, StandardCharsets.UTF_8)
                .lines()
                .map(SwapLine::line)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<SwapLine> line(String text) {
        String[] fields = text.split("[ \t]+");
        if (fields.length < 2 || !fields[1].equals("partition")) {
            return Optional.empty();
        }
        String node = KernelEscapes.undo(fields[0]);
        boolean gone = node.endsWith(GONE);
        return Optional.of(
                new SwapLine(gone ? node.substring(0, node.length() - GONE.length()) : node));
    }
}
