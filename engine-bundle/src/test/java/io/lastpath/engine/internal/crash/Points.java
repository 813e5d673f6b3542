// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Named points of a run, at one of which it stops for good. Safe for use by several threads. */
final class Points {

    private final String stopAt;
    private final Set<String> passed = new LinkedHashSet<>();
    private volatile String phase = "recovery";

    /** Points, and the name of that to stop at; empty for none. */
    Points(String stopAt) {
        this.stopAt = stopAt;
    }

    /** Says what goes on from now on; part of the names of points. */
    void enter(String name) {
        phase = name;
    }

    String phase() {
        return phase;
    }

    /**
     * Passes a point for the first time, or once more; or stops there, says so, and never returns.
     */
    void reach(String point) {
        synchronized (passed) {
            passed.add(point);
        }
        if (point.equals(stopAt)) {
            System.out.println("at " + point);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("not killed at " + point, e);
            }
        }
    }

    /** {@return all points passed, in their order} */
    Set<String> passed() {
        synchronized (passed) {
            return new LinkedHashSet<>(passed);
        }
    }
}
