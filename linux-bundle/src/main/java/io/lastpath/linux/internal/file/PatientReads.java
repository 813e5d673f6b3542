// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.file;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Reads devices one after another on a thread beside the caller's, which watches how long each read
 * takes: one that exceeds the limit is left behind with its thread, its device counts as not
 * readable, and another thread goes on with the next one. Handing over costs nothing per file. What
 * hangs is read again once it has answered, or another file is in its place. Safe for use by
 * several threads.
 */
public final class PatientReads {

    /** So long a thread is kept for the next device. */
    private static final int IDLE_SECONDS = 5;

    private final HostFiles files;
    private final Duration limit;
    private final TimeLimit whole;
    private final Hanging hanging;
    private final Executor threads;

    /**
     * Reads with a limit.
     *
     * @param files what to read
     * @param limit how long each single read may take
     */
    public PatientReads(HostFiles files, Duration limit) {
        this(files, limit, newThreads());
    }

    private PatientReads(HostFiles files, Duration limit, Executor threads) {
        this(files, limit, TimeLimit.NONE, new Hanging(files, threads), threads);
    }

    private PatientReads(
            HostFiles files, Duration limit, TimeLimit whole, Hanging hanging, Executor threads) {
        this.files = files;
        this.limit = limit;
        this.whole = whole;
        this.hanging = hanging;
        this.threads = threads;
    }

    /**
     * Puts a limit on all that is read from now on.
     *
     * @param time how long it may take together
     * @return the same, and the same reads hang for both
     */
    public PatientReads within(Duration time) {
        return new PatientReads(files, limit, TimeLimit.of(time), hanging, threads);
    }

    private static Executor newThreads() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                PatientReads::daemon);
    }

    /** {@return the files of which a read hangs, in order} */
    public List<String> hanging() {
        return hanging.all();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "lastpath-linux-read");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Reads one device.
     *
     * @param <D> what tells which
     * @param <R> what comes of it
     */
    @FunctionalInterface
    public interface Reader<D, R> {

        /**
         * Reads it.
         *
         * @param device which
         * @param limited the files, with a limit on each read
         * @return what came of it
         */
        R read(D device, HostFiles limited);
    }

    /**
     * Tells what comes of a device of which a read took too long.
     *
     * @param <D> what tells which
     * @param <R> what comes of it
     */
    @FunctionalInterface
    public interface Late<D, R> {

        /**
         * Makes the result.
         *
         * @param device which
         * @param file what was being read
         * @param reason why that is known no more of, in words
         * @return what comes of it
         */
        R result(D device, String file, String reason);
    }

    /**
     * Reads devices.
     *
     * @param <D> what tells which
     * @param <R> what comes of it
     * @param devices which
     * @param reader reads one; called on another thread
     * @param late tells what comes of one that hangs
     * @return a result for each, in order
     * @throws IOException if too many reads hang, all together take too long, or the calling thread
     *     was interrupted
     */
    public <D, R> List<R> each(List<D> devices, Reader<D, R> reader, Late<D, R> late)
            throws IOException {
        hanging.check();
        if (whole.left() <= 0 && !devices.isEmpty()) {
            throw whole.exceeded(hanging);
        }
        return new Batch<>(devices, reader, late).run();
    }

    private final class Batch<D, R> {
        private final List<D> devices;
        private final Reader<D, R> reader;
        private final Late<D, R> late;
        private final List<R> results = new ArrayList<>();
        private Throwable failure;
        private Lane lane;

        Batch(List<D> devices, Reader<D, R> reader, Late<D, R> late) {
            this.devices = devices;
            this.reader = reader;
            this.late = late;
        }

        synchronized List<R> run() throws IOException {
            while (results.size() < devices.size() && failure == null) {
                if (lane == null) {
                    begin();
                }
                try {
                    long most = Math.min(lane.patience(), whole.left());
                    TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, most));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    lane = null;
                    throw new IOException("interrupted while reading", e);
                }
                leaveIfLate();
                endIfLate();
            }
            lane = null;
            if (failure != null) {
                throw thrown();
            }
            return results;
        }

        private void begin() {
            Lane next = new Lane(files, limit, hanging);
            lane = next;
            threads.execute(() -> work(next));
        }

        private RuntimeException thrown() {
            if (failure instanceof Error error) {
                throw error;
            }
            return (RuntimeException) failure;
        }

        private void leaveIfLate() throws IOException {
            if (lane.patience() > 0 || results.size() == devices.size()) {
                return;
            }
            String file = lane.leave();
            lane = null;
            String reason = "did not answer within " + limit.toMillis() + " ms";
            results.add(late.result(devices.get(results.size()), file, reason));
            hanging.checkAfter(file);
        }

        private void endIfLate() throws IOException {
            if (whole.left() > 0 || results.size() == devices.size() || failure != null) {
                return;
            }
            if (lane != null) {
                lane.leave();
            }
            lane = null;
            throw whole.exceeded(hanging);
        }

        /** Reads on for as long as the caller waits for this lane. */
        private void work(Lane worker) {
            for (D next = next(worker); next != null; next = next(worker)) {
                try {
                    take(worker, reader.read(next, worker));
                } catch (Lane.LeftBehind e) {
                    return;
                } catch (RuntimeException | Error e) {
                    fail(worker, e);
                    return;
                }
            }
        }

        private synchronized D next(Lane worker) {
            boolean more = worker == lane && results.size() < devices.size();
            return more ? devices.get(results.size()) : null;
        }

        private synchronized void take(Lane worker, R result) {
            if (worker == lane) {
                results.add(result);
                if (results.size() == devices.size()) {
                    notifyAll();
                }
            }
        }

        private synchronized void fail(Lane worker, Throwable e) {
            if (worker == lane) {
                failure = e;
                notifyAll();
            }
        }
    }
}
