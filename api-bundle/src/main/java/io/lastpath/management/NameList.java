// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A list of names in one string, as the operations take it: separated by blanks, a name that holds
 * a blank or a quote in double quotes, a quote inside written twice. Commas are part of names:
 * device paths are full of them.
 */
public final class NameList {

    private static final Pattern NAME =
            Pattern.compile("\\G\\s*(?:\"((?:[^\"]|\"\")*)\"(?=\\s|$)|([^\\s\"]+)(?=\\s|$))");

    private NameList() {}

    /**
     * Reads a list.
     *
     * @param text the list; null is empty
     * @return its names in order; empty for a blank text
     * @throws IllegalArgumentException if a quote is left open or stands inside an unquoted name
     */
    public static List<String> parse(String text) {
        List<String> names = new ArrayList<>();
        String list = text == null ? "" : text.strip();
        Matcher matcher = NAME.matcher(list);
        int end = 0;
        while (end < list.length() && matcher.find()) {
            names.add(
                    matcher.group(2) == null
                            ? matcher.group(1).replace("\"\"", "\"")
                            : matcher.group(2));
            end = matcher.end();
        }
        if (end < list.length()) {
            throw new IllegalArgumentException(
                    "misplaced quote in the list at: " + list.substring(end).strip());
        }
        return names;
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

    private static String quote(String name) {
        boolean plain =
                !name.isEmpty()
                        && name.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"');
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
