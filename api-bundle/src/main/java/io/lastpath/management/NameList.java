// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A list of names in one string, as the operations take it: separated by blanks, a name that holds
 * a blank or a quote in double quotes, a quote inside written twice. Commas are part of names:
 * device paths are full of them. A blank is whatever {@link Character#isWhitespace(char)} says.
 */
public final class NameList {

    /** How many names a list may hold. */
    public static final int MOST = 10_000;

    private NameList() {}

    /**
     * Reads a list.
     *
     * @param text the list; null is empty
     * @return its names in order, unmodifiable; empty for a blank text
     * @throws IllegalArgumentException if a quote is left open or stands inside an unquoted name,
     *     or there are more than {@link #MOST} names
     */
    public static List<String> parse(String text) {
        String list = text == null ? "" : text;
        List<String> names = new ArrayList<>();
        int start = skipBlanks(list, 0);
        while (start < list.length()) {
            if (names.size() == MOST) {
                throw new IllegalArgumentException(
                        "the list holds more than " + MOST + " names; ask about fewer at once");
            }
            int end = endOfWord(list, start);
            names.add(unquote(list.substring(start, end)));
            start = skipBlanks(list, end);
        }
        return List.copyOf(names);
    }

    /**
     * Writes a list.
     *
     * @param names the names
     * @return a text that {@link #parse} reads as the same names
     */
    public static String format(List<String> names) {
        return names.stream().map(NameList::quote).collect(Collectors.joining(" "));
    }

    private static int skipBlanks(String list, int start) {
        int at = start;
        while (at < list.length() && Character.isWhitespace(list.charAt(at))) {
            at++;
        }
        return at;
    }

    /**
     * A quote written twice closes and opens again at once, so a blank never ends a quoted name.
     */
    private static int endOfWord(String list, int start) {
        boolean quoted = false;
        int at = start;
        while (at < list.length() && (quoted || !Character.isWhitespace(list.charAt(at)))) {
            quoted ^= list.charAt(at) == '"';
            at++;
        }
        return at;
    }

    private static String unquote(String word) {
        int quotes = word.length() - word.replace("\"", "").length();
        if (quotes == 0) {
            return word;
        }
        boolean enclosed = quotes % 2 == 0 && word.startsWith("\"") && word.endsWith("\"");
        String inside = enclosed ? word.substring(1, word.length() - 1) : word;
        if (!enclosed || inside.replace("\"\"", "").contains("\"")) {
            throw new IllegalArgumentException("misplaced quote in the list at: " + word);
        }
        return inside.replace("\"\"", "\"");
    }

    private static String quote(String name) {
        boolean plain =
                !name.isEmpty()
                        && name.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"');
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
