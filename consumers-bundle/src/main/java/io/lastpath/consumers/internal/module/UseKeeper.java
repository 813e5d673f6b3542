// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.scan.HostScan;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Looks at the host when somebody asks, one look at a time, on a thread of its own. Who asks waits
 * for a look that is fresh enough, and not longer than a limit. Safe for use by several threads.
 */
public final class UseKeeper implements AutoCloseable {

    private static final int REQUESTS = 64;

    private final HostFiles files;
    private final long ageNanos;
    private final long limitMillis;
    private final LongSupplier nanos;
    private final ExecutorService looking = thread();
    private final Map<Long, Long> requests = new LinkedHashMap<>();
    private Look latest;
    private Look pending;
    private long lookNanos;

    /** One look: when it, or the one that it has to wait for, was asked for, and when it began. */
    private static final class Look {
        private final CompletableFuture<Known> result = new CompletableFuture<>();
        private final long asked;
        private long begun;

        private Look(long asked) {
            this.asked = asked;
        }
    }

    /**
     * A keeper that has not looked yet.
     *
     * @param files of the host
     * @param ageMillis how long ago a look may have ended to be used, by how long the last one
     *     took; 0 for a look for each question
     * @param limitMillis how long anybody waits for one
     * @param nanos a clock that never runs back
     */
    public UseKeeper(HostFiles files, long ageMillis, long limitMillis, LongSupplier nanos) {
        this.files = files;
        this.ageNanos = TimeUnit.MILLISECONDS.toNanos(ageMillis);
        this.limitMillis = limitMillis;
        this.nanos = nanos;
    }

    private static ExecutorService thread() {
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(
                        1,
                        1,
                        5,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        work -> {
                            Thread thread = new Thread(work, "lastpath consumers");
                            thread.setDaemon(true);
                            return thread;
                        });
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    /** {@return what a recent look brought} */
    public Known recent() {
        return await(since(recently()));
    }

    /**
     * Answers for a request, from a look that began after the request had come in.
     *
     * @param number of the request; 0 for none
     * @return what it brought
     */
    public Known forRequest(long number) {
        long recent = recently();
        long came = number == 0 ? recent : came(number);
        return await(since(came - recent > 0 ? came : recent));
    }

    /** Where looks take long, each question would have to wait for one of its own. */
    private synchronized long recently() {
        long most = TimeUnit.MILLISECONDS.toNanos(limitMillis);
        long age = ageNanos == 0 ? 0 : ageNanos + Math.min(lookNanos, most);
        return nanos.getAsLong() - age;
    }

    /** When a request was first heard of. */
    private long came(long number) {
        synchronized (requests) {
            long came = requests.computeIfAbsent(number, any -> nanos.getAsLong());
            if (requests.size() > REQUESTS) {
                requests.remove(requests.keySet().iterator().next());
            }
            return came;
        }
    }

    /** A look that is waiting to begin is fresh enough for all who come. */
    private synchronized Look since(long begun) {
        if (latest != null && latest.begun - begun >= 0) {
            return latest;
        }
        if (pending == null) {
            // Who comes while a look hangs does not wait for it as long again.
            boolean waiting = latest != null && !latest.result.isDone();
            Look next = new Look(waiting ? latest.asked : nanos.getAsLong());
            try {
                looking.execute(() -> look(next));
                pending = next;
            } catch (RejectedExecutionException e) {
                next.result.complete(Known.nothing("the bundle stops"));
                return next;
            }
        }
        return pending;
    }

    private void look(Look look) {
        synchronized (this) {
            look.begun = nanos.getAsLong();
            latest = look;
            pending = null;
        }
        try {
            Known known = Known.of(new HostScan(files).read());
            took(nanos.getAsLong() - look.begun);
            look.result.complete(known);
        } catch (IOException e) {
            look.result.complete(
                    Known.nothing(
                            "the disks of "
                                    + files.root()
                                    + " cannot be listed: "
                                    + e.getMessage()));
        } catch (RuntimeException e) {
            look.result.complete(Known.nothing("reading " + files.root() + " failed: " + e));
        } finally {
            // Without effect, unless an error ended it: nobody waits for what never comes.
            look.result.complete(Known.nothing("reading " + files.root() + " was broken off"));
        }
    }

    private synchronized void took(long time) {
        lookNanos = time;
    }

    private Known await(Look look) {
        try {
            long waited = nanos.getAsLong() - look.asked;
            long limit = TimeUnit.MILLISECONDS.toNanos(limitMillis);
            return look.result.get(Math.max(0, limit - waited), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Known.nothing("reading " + files.root() + " was interrupted");
        } catch (ExecutionException e) {
            return Known.nothing("reading " + files.root() + " failed: " + e.getCause());
        } catch (TimeoutException e) {
            return Known.nothing(
                    "reading " + files.root() + " takes longer than " + limitMillis + " ms");
        }
    }

    /** Ends. Who is waiting waits for the limit at most. */
    @Override
    public void close() {
        looking.shutdownNow();
    }
}
