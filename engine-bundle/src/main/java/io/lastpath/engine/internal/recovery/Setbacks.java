// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.recovery;

import io.lastpath.engine.internal.call.Thrown;
import io.lastpath.engine.internal.request.Leftover;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What broke down while a leftover was worked on, as where the host has no memory left. It is tried
 * again, less and less often, and said again only when it is something else. Safe for use by
 * several threads.
 */
public final class Setbacks {

    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Predicate<Leftover> isStill;
    private final LongSupplier nanos;
    private final Consumer<String> log;
    private final Map<Leftover, Setback> last = new ConcurrentHashMap<>();

    /**
     * Nothing has broken down yet.
     *
     * @param isStill whether nobody has gone on with one since it was found
     * @param nanos a clock that never runs back
     * @param log is told in a sentence what breaks down
     */
    public Setbacks(Predicate<Leftover> isStill, LongSupplier nanos, Consumer<String> log) {
        this.isStill = isStill;
        this.nanos = nanos;
        this.log = log;
    }

    private record Setback(String why, long pauseNanos, long since) {}

    /** {@return whether it may be tried, or tried again} */
    boolean isDue(Leftover one) {
        Setback before = last.get(one);
        return before == null || nanos.getAsLong() - before.since >= before.pauseNanos;
    }

    /** It broke down, and is left alone for twice as long as the last time. */
    void failed(Leftover one, Throwable cause) {
        String why = Thrown.text(cause);
        Setback before = last.get(one);
        long pause =
                before == null
                        ? FIRST_PAUSE_NANOS
                        : Math.min(2 * before.pauseNanos, LONGEST_PAUSE_NANOS);
        last.put(one, new Setback(why, pause, nanos.getAsLong()));
        if (before == null || !before.why.equals(why)) {
            log.accept(
                    "looking after the DR request on "
                            + one.resource().text()
                            + " failed: "
                            + why
                            + "; it is tried again, each minute at least");
        }
    }

    /** It was worked on to the end. */
    void passed(Leftover one) {
        last.remove(one);
    }

    /** Forgets what somebody has gone on with. */
    void tidy() {
        last.keySet().removeIf(isStill.negate());
    }
}
