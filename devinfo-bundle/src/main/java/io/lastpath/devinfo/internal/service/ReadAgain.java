// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import io.lastpath.devinfo.internal.service.ReadGate.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Has the tree read again without anybody asking: at an interval, since libdevinfo tells of no
 * change, and after a read that was given up. Safe for use by several threads.
 */
final class ReadAgain {

    /** A read that was late is followed by the next one after as long as it took, at most this. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final ScheduledExecutorService worker;
    private final Supplier<NativeSource> source;
    private Future<?> looks;
    private int seconds;
    private final LongSupplier nanos;
    private volatile long restsUntil;

    /**
     * Begins with no interval.
     *
     * @param worker runs what is due
     * @param source what is read; null for nothing
     */
    ReadAgain(ScheduledExecutorService worker, Supplier<NativeSource> source) {
        this(worker, source, System::nanoTime);
    }

    /** With a clock of a test's own. */
    ReadAgain(ScheduledExecutorService worker, Supplier<NativeSource> source, LongSupplier nanos) {
        this.worker = worker;
        this.source = source;
        this.nanos = nanos;
        this.restsUntil = nanos.getAsLong();
    }

    /** Sets the interval; 0 for none. */
    synchronized void every(int newSeconds) {
        if (newSeconds == seconds) {
            return;
        }
        seconds = newSeconds;
        if (looks != null) {
            looks.cancel(false);
            looks = null;
        }
        if (seconds > 0) {
            looks = worker.scheduleWithFixedDelay(this::look, seconds, seconds, TimeUnit.SECONDS);
        }
    }

    /** A read that is under way, or was late a moment ago, is no reason for another one. */
    private void look() {
        present()
                .filter(read -> !read.isReading())
                .filter(read -> nanos.getAsLong() - restsUntil >= 0)
                .ifPresent(NativeSource::announceLook);
    }

    /** Never reads for more than half of the time. */
    void after(Outcome late) {
        Duration pause = late.took().compareTo(LONGEST_PAUSE) < 0 ? late.took() : LONGEST_PAUSE;
        restsUntil = nanos.getAsLong() + pause.toNanos();
        worker.schedule(
                () -> present().ifPresent(NativeSource::announce),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private Optional<NativeSource> present() {
        return Optional.ofNullable(source.get());
    }
}
