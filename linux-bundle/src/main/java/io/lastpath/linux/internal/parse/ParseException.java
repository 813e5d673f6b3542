// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

/** A text is not what it should be. The message continues the name of what was read. */
public final class ParseException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * A flaw.
     *
     * @param message continues the name of what was read, for example {@code ends too early}
     */
    public ParseException(String message) {
        super(message);
    }

    /**
     * A flaw that a library found.
     *
     * @param message continues the name of what was read
     * @param cause what the library said
     */
    public ParseException(String message, Throwable cause) {
        super(message, cause);
    }
}
