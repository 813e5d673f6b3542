// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Named points of a run, at one of which it stops for good. A name says what goes on, at what, and
 * the how manieth time that is in what goes on. Safe for use by several threads.
 */
final class Points {

    /** Until the first request. */
    static final String RECOVERY = "recovery";

    /** Ends the name of no point: all are passed. */
    static final String PASSING = "passing";

    private final String stopAt;
    private final List<String> passed = new ArrayList<>();
    private final Map<String, Integer> times = new HashMap<>();
    private volatile String phase = RECOVERY;

    /** Points, and the name of that to stop at. */
    Points(String stopAt) {
        this.stopAt = stopAt;
    }

    /** Says what goes on from now on. */
    void enter(String name) {
        phase = name;
    }

    /**
     * {@return whether what goes on is looked at closely: points in it are passed or stopped at}
     */
    boolean isClose() {
        return stopAt.endsWith(PASSING) || stopAt.startsWith(phase + " ");
    }

    /** Passes a point; or stops there, says so, and never returns. */
    void reach(String point) {
        String name = phase + " " + point;
        synchronized (passed) {
            name = name + " " + times.merge(name, 1, Integer::sum);
            passed.add(name);
        }
        if (name.equals(stopAt)) {
            System.out.println("at " + name);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("not killed at " + name, e);
            }
        }
    }

    /** {@return all points passed, in their order} */
    List<String> passed() {
        synchronized (passed) {
            return List.copyOf(passed);
        }
    }
}
