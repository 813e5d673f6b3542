// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.output;

import java.io.PrintWriter;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Prints answers, for people or for scripts. Safe for use by several threads. */
public final class Printer {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\n\t]]");

    private final PrintWriter out;
    private final boolean json;
    private final Palette palette;

    /**
     * A printer.
     *
     * @param out where to
     * @param json whether for scripts
     * @param palette for people
     */
    public Printer(PrintWriter out, boolean json, Palette palette) {
        this.out = out;
        this.json = json;
        this.palette = palette;
    }

    /**
     * Prints the answer of a command.
     *
     * @param document for scripts
     * @param text for people
     */
    public void print(Object document, Supplier<String> text) {
        line(json ? Json.document(document) : palette.paint(plain(text.get())));
    }

    /**
     * Prints one of many.
     *
     * @param document for scripts, printed in one line
     * @param text for people
     */
    public void printOneOfMany(Object document, Supplier<String> text) {
        line(json ? Json.line(document) : palette.paint(plain(text.get())));
    }

    /** A lost answer is no answer: scripts have to see it. */
    private void line(String text) {
        out.println(text);
        if (out.checkError()) {
            throw new LostAnswerException();
        }
    }

    /** What others wrote into names and reasons does not steer the terminal. */
    private static String plain(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }
}
