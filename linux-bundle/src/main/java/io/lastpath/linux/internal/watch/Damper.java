// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.watch;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Passes signals on: the first one of a storm at once, so that nobody believes what is no longer
 * so; then one for each interval, for as long as more come; and two more after the end, since not
 * everything that follows from an event has one of its own. Safe for use by several threads.
 */
final class Damper {

    /** So many signals follow the last one, one each interval. */
    private static final int ECHOES = 2;

    private final ScheduledExecutorService timer;
    private final Duration interval;
    private final Runnable action;
    private int due;
    private boolean running;

    Damper(ScheduledExecutorService timer, Duration interval, Runnable action) {
        this.timer = timer;
        this.interval = interval;
        this.action = action;
    }

    /** Takes a signal; returns at once. */
    synchronized void signal() {
        due = running ? Math.max(due, ECHOES) : ECHOES + 1;
        if (!running) {
            running = true;
            timer.execute(this::pass);
        }
    }

    private void pass() {
        synchronized (this) {
            if (due == 0) {
                running = false;
                return;
            }
            due--;
        }
        try {
            action.run();
        } finally { // or no signal would ever be passed on again
            timer.schedule(this::pass, interval.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
