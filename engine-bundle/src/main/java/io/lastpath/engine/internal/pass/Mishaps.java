// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

/**
 * What breaks down on the way of something that goes to its end all the same, as where the host has
 * no memory left. For one thread.
 */
final class Mishaps {

    private Throwable first;

    /** Nothing has broken down so far. */
    Mishaps() {
        this(null);
    }

    /** This one has. */
    Mishaps(Throwable first) {
        this.first = first;
    }

    /** Takes a step; what it throws is kept for {@link #raise}. */
    void guard(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            add(e);
        }
    }

    private void add(Throwable more) {
        if (first == null) {
            first = more;
        } else if (first != more) { // the host may throw the very same again
            first.addSuppressed(more);
        }
    }

    /** Throws the first with the others suppressed, if there were any. */
    void raise() {
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
