// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table for people: aligned columns under their heads, numbers to the right. Not thread-safe. */
public final class Table {

    private static final String GAP = "  ";
    private static final String CUT = "...";

    private final List<String> heads;
    private final int widest;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(int widest, List<String> heads) {
        this.widest = widest;
        this.heads = heads;
    }

    /**
     * Starts a table.
     *
     * @param widest most characters of a cell in the last column; what is longer is cut and marked.
     *     Earlier columns are never cut
     * @param heads of the columns
     * @return the table
     */
    public static Table of(int widest, String... heads) {
        return new Table(widest, List.of(heads));
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column
     * @return this table
     */
    public Table row(Object... cells) {
        List<String> row = new ArrayList<>(Arrays.stream(cells).map(Table::oneLine).toList());
        int last = row.size() - 1;
        row.set(last, cut(row.get(last)));
        rows.add(row);
        return this;
    }

    /** {@return the table as text; only its heads where there are no rows} */
    public String text() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(heads);
        lines.addAll(rows);
        int[] widths =
                IntStream.range(0, heads.size())
                        .map(i -> lines.stream().mapToInt(l -> l.get(i).length()).max().orElse(0))
                        .toArray();
        return lines.stream().map(line -> line(line, widths)).collect(Collectors.joining("\n"));
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String space = " ".repeat(widths[i] - cells.get(i).length());
            line.append(i == 0 ? "" : GAP)
                    .append(isNumeric(i) ? space + cells.get(i) : cells.get(i) + space);
        }
        return line.toString().stripTrailing();
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column).matches("-?\\d+"));
    }

    private static String oneLine(Object cell) {
        return String.valueOf(cell).replaceAll("\\R", " ");
    }

    private String cut(String text) {
        return text.length() <= widest ? text : text.substring(0, widest - CUT.length()) + CUT;
    }
}
