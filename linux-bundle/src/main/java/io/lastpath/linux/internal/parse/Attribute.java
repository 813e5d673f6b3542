// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

import java.nio.charset.StandardCharsets;

/** The text of a sysfs attribute. */
public final class Attribute {

    private static final int MOST_SHOWN = 60;

    private Attribute() {}

    /**
     * Decodes an attribute.
     *
     * @param content of the file
     * @return its text without blanks and line ends around it
     */
    public static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8).strip();
    }

    /**
     * Tells whether a text is one that people and logs can be shown.
     *
     * @param text the text
     * @return whether it has printable characters only
     */
    public static boolean isPlain(String text) {
        return text.codePoints().allMatch(Attribute::isPrintable);
    }

    /**
     * Makes a text fit to be shown, whatever was read.
     *
     * @param text the text
     * @return the same on one line, shortened, without control characters
     */
    public static String shown(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .limit(MOST_SHOWN)
                .map(code -> isPrintable(code) ? code : '?')
                .forEach(plain::appendCodePoint);
        return text.codePointCount(0, text.length()) > MOST_SHOWN
                ? plain + "..."
                : plain.toString();
    }

    private static boolean isPrintable(int code) {
        return switch (Character.getType(code)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> code != '\uFFFD';
        };
    }
}
