// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.util.regex.Pattern;

/** Names and reasons of others stay on their line of an answer, whatever was put into them. */
public final class OneLine {

    /** With those of eight bits, of which one begins what steers a terminal. */
    private static final Pattern CONTROL = Pattern.compile("\\R|\\p{Cc}");

    private OneLine() {}

    /**
     * Puts a text on one line.
     *
     * @param text any
     * @return the text with a blank for each line end and other control character
     */
    public static String of(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }
}
