// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.journal.Content;
import io.lastpath.engine.internal.journal.Edition;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.engine.internal.journal.Keeper;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.request.RequestTable;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.JournalStatus;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What outlives the coordinator: loaded at the start, kept with each change. Safe for use by
 * several threads.
 */
final class Journal {

    /** So many numbers may be drawn between two writes without being used again by a later run. */
    private static final long NUMBERS_AHEAD = 1_000;

    private static final long LAST_WRITE_SECONDS = 2;

    private final NumberedStore store;
    private final Object lock;
    private final RequestTable requests;
    private final Registrations registrations;
    private final OperationLog log = new OperationLog();
    private final Keeper keeper;
    private final ExecutorService writer;
    private final Clock clock;
    private final Consumer<String> warn;
    private final Runnable changed;
    private volatile String barrier;
    private volatile String loss = "";
    private boolean unlocked;
    private Content read = Content.EMPTY;
    private volatile boolean closing;
    private boolean overfull;

    Journal(
            JournalStore store,
            Clock clock,
            Object lock,
            RequestTable requests,
            Registrations registrations,
            ExecutorService writer,
            Consumer<String> warn,
            Runnable changed) {
        this.store = new NumberedStore(store);
        this.lock = lock;
        this.requests = requests;
        this.registrations = registrations;
        this.writer = writer;
        this.clock = clock;
        this.warn = warn;
        this.changed = changed;
        keeper = new Keeper(this.store, requests::version, this::edition, writer, warn);
        barrier = claim();
        if (barrier.isEmpty()) {
            load();
            if (unlocked) {
                writer.execute(keeper::keepNow); // says what is in the way
            }
        } else {
            log.startAfter(clock.instant().getEpochSecond());
            writer.execute(keeper::keepNow); // tries again, and says what is in the way
        }
    }

    /** {@return who else keeps the journal, in a sentence; empty for nobody} */
    private String claim() {
        try {
            return store.claim();
        } catch (IOException e) {
            unlocked = true; // who can write nothing does no harm, and every write says why
            return "";
        }
    }

    private void load() {
        JournalStore.Loaded loaded = store.load();
        Content content = loaded.content();
        read = content;
        boolean lost = !loaded.loss().isEmpty();
        requests.leftovers().load(content.requests());
        registrations.removals().load(content.removed());
        log.startAfter(content.numbers());
        if (lost) { // what was drawn may not be legible; a clock that is right is ahead of any
            // count
            log.startAfter(clock.instant().getEpochSecond());
        }
        if (!unlocked) { // or the next to keep anything finds out first whether it is still so
            keeper.loaded();
        }
        loss = lost ? loaded.loss() : content.loss();
        if (lost) {
            warn.accept(loss);
            note(); // or the next run would know nothing of it
            writer.execute(keeper::keepNow);
        }
    }

    /** Whoever was in the way may have ended: then what he left behind is taken over. */
    private void enter() throws IOException {
        String other = store.claim();
        if (!other.isEmpty()) {
            if (unlocked) {
                unlocked = false;
                barrier = other;
                changed.run();
            }
            throw new IOException(other);
        }
        if (!barrier.isEmpty()) {
            load();
            barrier = "";
            changed.run();
        } else if (unlocked) {
            unlocked = false;
            readAgain();
        }
    }

    /**
     * What was read before the journal could be claimed may have been changed by somebody else
     * until it was. Nothing was begun on the strength of it: nothing could be kept.
     */
    private void readAgain() throws IOException {
        JournalStore.Loaded now = store.load();
        if (!now.loss().isEmpty()) {
            lose(now.loss());
        } else if (!now.content().equals(read)) {
            take(now.content());
            throw new IOException(
                    "the journal "
                            + store
                            + " was changed by somebody else before it could be claimed;"
                            + " it has been read again");
        }
    }

    private void lose(String found) {
        if (!found.equals(loss)) {
            loss = found;
            warn.accept(found);
            changed.run();
        }
    }

    private void take(Content content) {
        read = content;
        requests.leftovers().load(content.requests());
        registrations.removals().load(content.removed());
        log.startAfter(content.numbers());
        loss = loss.isEmpty() ? content.loss() : loss;
        changed.run();
    }

    OperationLog log() {
        return log;
    }

    Keeper keeper() {
        return keeper;
    }

    JournalStatus status() {
        String problem = barrier.isEmpty() ? keeper.problem() : barrier;
        return new JournalStatus(store.toString(), loss, problem, barrier);
    }

    /**
     * {@return what is to be said against every answer after a loss, or before the journal is read}
     */
    Optional<Assessment> doubt() {
        if (!barrier.isEmpty()) {
            return Optional.of(
                    new Assessment(
                            Verdict.UNKNOWN,
                            barrier + "; which DR requests are open is not known"));
        }
        return loss.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Assessment(
                                Verdict.UNKNOWN,
                                loss
                                        + "; which DR requests were open is not known:"
                                        + " 'lastpath acknowledge' ends this when you have"
                                        + " made sure"));
    }

    synchronized boolean acknowledge(Intent intent) {
        if (loss.isEmpty()) {
            return false;
        }
        String acknowledged = loss;
        loss = "";
        note();
        String unkept = keeper.keep();
        if (!unkept.isEmpty()) {
            loss = acknowledged;
            throw new IllegalStateException("not acknowledged: " + unkept);
        }
        warn.accept(
                intent.initiator().id()
                        + " acknowledged ("
                        + intent.reason()
                        + ") that "
                        + acknowledged);
        return true;
    }

    /** {@return whether a later run would find all as it is now, as where nothing came of it} */
    boolean isAsKept() {
        synchronized (lock) {
            Content kept = store.kept();
            return requests.open().saved().equals(kept.requests())
                    && registrations.removals().all().equals(kept.removed());
        }
    }

    /** {@return the number of a request that starts now, never one of an earlier run} */
    long draw() {
        long number = log.draw();
        if (number > store.numbersKept()) {
            note();
            keeper.keep(); // whoever acts under this number looks whether that went well
        }
        return number;
    }

    private void note() {
        synchronized (lock) {
            requests.note();
        }
    }

    private Edition edition() throws IOException {
        enter();
        synchronized (lock) {
            long ahead = closing ? 0 : NUMBERS_AHEAD;
            Content content =
                    new Content(
                            log.drawn() + ahead,
                            loss,
                            requests.open().saved(),
                            registrations.removals().all());
            return new Edition(requests.version(), bounded(content));
        }
    }

    private Content bounded(Content content) {
        Content kept = content.bounded();
        if (kept != content && !overfull) {
            overfull = true;
            warn.accept(kept.loss() + " after a restart: the next run says so");
        }
        return kept;
    }

    /**
     * Writes once more what is left, with the numbers that were really drawn. Nobody else keeps the
     * journal before the last write has ended, however long that takes.
     */
    void close() {
        closing = true;
        note();
        if (store.isKept() && barrier.isEmpty()) {
            writer.execute(keeper::keepNow);
        }
        writer.execute(store::release);
        writer.shutdown();
        try {
            if (!writer.awaitTermination(LAST_WRITE_SECONDS, TimeUnit.SECONDS)) {
                warn.accept("the journal " + store + " is still being written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
