// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.output;

/** An answer could not be written, and so is none. */
public final class LostAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Ends a command whose answer is lost. */
    public LostAnswerException() {
        super("the answer cannot be written to the standard output");
    }
}
