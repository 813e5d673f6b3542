// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.call;

/**
 * How long a callback has been waiting for calls of its own: what others take for their answers
 * does not count against its time limit. Safe for use by several threads.
 */
public final class Respite {

    private int calls;
    private boolean used;
    private long since;
    private long ended;

    /** A call of the callback's own begins. */
    public synchronized void begin() {
        used = true;
        if (calls++ == 0) {
            since = System.nanoTime();
        }
    }

    /** It has ended. */
    public synchronized void end() {
        if (--calls == 0) {
            ended += System.nanoTime() - since;
        }
    }

    /** {@return whether the callback made calls of its own} */
    public synchronized boolean wasUsed() {
        return used;
    }

    synchronized boolean isNow() {
        return calls > 0;
    }

    synchronized long nanos() {
        return calls > 0 ? ended + System.nanoTime() - since : ended;
    }
}
