// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.output;

import java.io.PrintWriter;
import java.util.function.Supplier;

/** Prints answers, for people or for scripts. Safe for use by several threads. */
public final class Printer {

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
        line(json ? Json.document(document) : palette.paint(text.get()));
    }

    /**
     * Prints one of many.
     *
     * @param document for scripts, printed in one line
     * @param text for people
     */
    public void printOneOfMany(Object document, Supplier<String> text) {
        line(json ? Json.line(document) : palette.paint(text.get()));
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }
}
