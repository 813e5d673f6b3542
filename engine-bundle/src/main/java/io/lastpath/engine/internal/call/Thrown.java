// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.call;

/**
 * What was thrown, in words. It may be of a class that somebody else has written, and throw in its
 * turn when it is asked: then only its class is named. Stateless.
 */
public final class Thrown {

    private Thrown() {}

    /** {@return its message; empty where it has none, or does not give it away} */
    static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null || message.isBlank() ? "" : message;
        } catch (Throwable e) { // whatever that is, it is no message
            return "";
        }
    }

    /** {@return it as text, for a log} */
    public static String text(Throwable thrown) {
        try {
            return String.valueOf(thrown.toString());
        } catch (Throwable e) {
            return thrown.getClass().getName();
        }
    }
}
