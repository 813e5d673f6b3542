// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.recovery;

import io.lastpath.engine.internal.request.Leftover;
import io.lastpath.engine.internal.request.Leftovers;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** When what could not be finished is tried again. Safe for use by several threads. */
final class Retries {

    static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Leftovers leftovers;
    private final LongSupplier nanos;
    private final Map<Leftover, Long> notBefore = new ConcurrentHashMap<>();

    Retries(Leftovers leftovers, LongSupplier nanos) {
        this.leftovers = leftovers;
        this.nanos = nanos;
    }

    boolean isDue(Leftover one) {
        return nanos.getAsLong() >= notBefore.getOrDefault(one, Long.MIN_VALUE);
    }

    /**
     * {@return them in another order: those that were never tried as they stand, then whatever
     * failed longest ago, so that one that fails again and again keeps nobody from his turn}
     */
    List<Leftover> inTurn(List<Leftover> leftovers) {
        return leftovers.stream()
                .sorted(
                        Comparator.comparingLong(
                                one -> notBefore.getOrDefault(one, Long.MIN_VALUE)))
                .toList();
    }

    /** It could not be finished, and is left alone for a while. */
    void failed(Leftover one) {
        notBefore.put(one, nanos.getAsLong() + RETRY_NANOS);
    }

    /** Forgets what somebody has gone on with. */
    void tidy() {
        notBefore.keySet().removeIf(one -> !leftovers.isStill(one));
    }
}
