// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

import io.lastpath.engine.internal.call.Waits;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Sees to it that what is about to be said is on the disk first. All who wait while one write runs
 * are served by the next. Safe for use by several threads; no lock is held during a write.
 */
public final class Keeper {

    private static final long LONGEST_WAIT_SECONDS = 30;

    private final JournalStore store;
    private final LongSupplier version;
    private final Taking latest;
    private final Executor writer;
    private final Consumer<String> log;
    private final Object lock = new Object();
    private CompletableFuture<String> next;
    private volatile long kept = Long.MIN_VALUE;
    private volatile String problem = "";

    /**
     * A keeper.
     *
     * @param store where the journal is kept
     * @param version grows with each change of what is to be kept
     * @param latest takes what is to be kept now
     * @param writer one thread, on which the journal is written
     * @param log is told in a sentence when writing begins to fail, and when it works again
     */
    public Keeper(
            JournalStore store,
            LongSupplier version,
            Taking latest,
            Executor writer,
            Consumer<String> log) {
        this.store = store;
        this.version = version;
        this.latest = latest;
        this.writer = writer;
        this.log = log;
    }

    /** Takes what is to be kept. */
    @FunctionalInterface
    public interface Taking {

        /**
         * Takes it; called by the writer.
         *
         * @return what is to be kept now
         * @throws IOException if nothing may be kept, with the reason as its sentence
         */
        Edition take() throws IOException;
    }

    /** What is to be kept so far is what was read. */
    public void loaded() {
        kept = version.getAsLong();
    }

    /** {@return why the journal cannot be written; empty while it can} */
    public String problem() {
        return problem;
    }

    /**
     * Waits until all that has changed so far is kept.
     *
     * @return why it is not, in a sentence; empty if it is
     */
    public String keep() {
        if (!store.isKept() || kept >= version.getAsLong()) {
            return "";
        }
        try {
            return Waits.get(nextWrite(), TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS));
        } catch (TimeoutException e) {
            return failing(
                    "the journal "
                            + store
                            + " is not written: the disk has not answered for "
                            + LONGEST_WAIT_SECONDS
                            + " s");
        } catch (ExecutionException | RejectedExecutionException e) {
            return "the coordinator stops and writes no journal any more";
        }
    }

    /** Writes at once; to be run by the writer. */
    public void keepNow() {
        writeLatest();
    }

    private CompletableFuture<String> nextWrite() {
        synchronized (lock) {
            if (next == null) {
                writer.execute(this::write); // refused once the coordinator has stopped
                next = new CompletableFuture<>();
            }
            return next;
        }
    }

    private void write() {
        CompletableFuture<String> mine;
        synchronized (lock) {
            mine = next;
            next = null;
        }
        try {
            mine.complete(writeLatest());
        } catch (RuntimeException | Error e) {
            mine.complete(failing("the journal " + store + " cannot be written: " + e));
            throw e;
        }
    }

    private String writeLatest() {
        try {
            Edition edition = latest.take();
            if (edition.version() > kept) {
                store.write(edition.content());
                kept = edition.version();
            }
        } catch (IOException e) {
            return failing(e.getMessage());
        }
        if (!problem.isEmpty()) {
            problem = "";
            log.accept("the journal " + store + " is written again");
        }
        return "";
    }

    private String failing(String why) {
        if (!why.equals(problem)) {
            problem = why;
            log.accept(why);
        }
        return why;
    }
}
