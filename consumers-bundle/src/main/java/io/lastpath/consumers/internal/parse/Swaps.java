// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the list of swap areas, see proc_swaps(5). */
public final class Swaps {

    /**
     * One swap area. Immutable.
     *
     * @param path its device or file
     * @param isFile whether it is a file
     */
    public record Swap(String path, boolean isFile) {}

    private static final Pattern HEADING =
            Pattern.compile("Filename\\s+Type\\s+Size\\s+Used\\s+Priority\\s*");

    private Swaps() {}

    /**
     * Reads the whole file.
     *
     * @param text its content
     * @return the areas
     * @throws MalformedException if the heading is missing, or a line makes no sense
     */
    public static List<Swap> parse(String text) throws MalformedException {
        String[] lines = text.split("\n", -1);
        if (!HEADING.matcher(lines[0]).matches() || !lines[lines.length - 1].isEmpty()) {
            throw new MalformedException("is not a whole list of swap areas");
        }
        List<Swap> swaps = new ArrayList<>();
        for (int i = 1; i < lines.length - 1; i++) {
            swaps.add(line(lines[i]));
        }
        return List.copyOf(swaps);
    }

    private static Swap line(String line) throws MalformedException {
        String[] fields = line.split("[ \t]+");
        boolean file = fields.length > 1 && fields[1].equals("file");
        if (fields.length < 5 || !fields[0].startsWith("/") || !(file || isPartition(fields[1]))) {
            throw new MalformedException("has a line that is no swap area");
        }
        return new Swap(Escapes.undo(fields[0]), file);
    }

    private static boolean isPartition(String type) {
        return type.equals("partition");
    }
}
