// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.PreviewData;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * Four threads that preview and query one HBA each, a fifth one that queries all together, and a
 * sixth one that takes the first HBA out and brings it back: every answer has to be that of one of
 * two hosts.
 */
final class SwapLoad implements AutoCloseable {
    private static final long STOP_MILLIS = 60_000;
    private static final List<String> PHCIS = List.of("01:00.0", "02:00.0", "03:00.0", "04:00.0");

    private final Coordinator coordinator;
    private final MpxioMXBean mpxio;

    private final SwapAnswers answers;
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicIntegerArray ofSimulated = new AtomicIntegerArray(PHCIS.size());
    private final AtomicIntegerArray ofOther = new AtomicIntegerArray(PHCIS.size());
    private final AtomicIntegerArray unknown = new AtomicIntegerArray(PHCIS.size());
    private final AtomicIntegerArray queries = new AtomicIntegerArray(PHCIS.size());
    private final AtomicIntegerArray certainQueries = new AtomicIntegerArray(PHCIS.size());

    private final AtomicInteger crowd = new AtomicInteger();
    private final AtomicInteger together = new AtomicInteger();

    /** Counted by the thread that takes out only. */
    private int rounds;

    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger endedElsewhere = new AtomicInteger();
    private final AtomicInteger vetoed = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    /**
     * An HBA that is being queried, or is out, counts as going: a preview of another one is certain
     * only without that.
     */
    private final ReadWriteLock turns = new ReentrantReadWriteLock(true);

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running = true;

    private SwapLoad(Coordinator coordinator, MpxioMXBean mpxio, String one, String two) {
        this.coordinator = coordinator;
        this.mpxio = mpxio;
        this.answers = new SwapAnswers(one, two);
    }

    /**
     * Starts.
     *
     * @param one what the other host calls the disk that the first HBA alone reaches
     * @param two what it calls the disk that all of them reach
     */
    static SwapLoad start(Coordinator coordinator, MpxioMXBean mpxio, String one, String two) {
        SwapLoad load = new SwapLoad(coordinator, mpxio, one, two);
        for (int i = 0; i < PHCIS.size(); i++) {
            int number = i;
            load.start("load-" + number, () -> load.previewAndQuery(number));
        }
        load.start("load-all", () -> inTurn(load.turns.writeLock(), load::queryAllTogether));
        load.start("load-out", () -> inTurn(load.turns.writeLock(), load::takeOutOrQueryAllAtOnce));
        return load;
    }

    private void start(String name, Runnable again) {
        Thread thread = new Thread(() -> run(name, again), name);
        threads.add(thread);
        thread.start();
    }

    void stop() throws InterruptedException {
        running = false;
        for (Thread thread : threads) {
            thread.join(STOP_MILLIS);
            if (thread.isAlive()) {
                wrong.add(thread.getName() + " has not come back");
            }
        }
    }

    List<String> wrongAnswers() {
        return List.copyOf(wrong);
    }

    /** {@return the fewest certain answers that a thread had of one of the hosts} */
    int fewestCertainAnswers() {
        return Math.min(fewest(ofSimulated), fewest(ofOther));
    }

    /**
     * Waits until each thread has had so many certain answers of the host that is not simulated.
     */
    void awaitAnswersOfOther(int least) {
        Await.until(() -> "answers to all: " + this, () -> fewest(ofOther) >= least);
    }

    int fewestQueries() {
        return fewest(queries);
    }

    /** {@return the fewest certain answers to queries, of a thread or about all HBAs together} */
    int fewestCertainQueries() {
        return Math.min(fewest(certainQueries), together.get());
    }

    /** {@return how many queries were made at once with others} */
    int queriesAtOnce() {
        return crowd.get();
    }

    /** {@return how often the first HBA was taken out, or its user refused, whichever is less} */
    int fewestDecisions() {
        return Math.min(taken.get(), vetoed.get());
    }

    @Override
    public void close() {
        running = false;
    }

    @Override
    public String toString() {
        return "previews of the one host "
                + ofSimulated
                + ", of the other "
                + ofOther
                + ", unknown "
                + unknown
                + ", queries "
                + queries
                + ", of them certain "
                + certainQueries
                + ", queries at once "
                + crowd
                + ", certain about all together "
                + together
                + ", taken out and brought back "
                + taken
                + " (on the other host "
                + endedElsewhere
                + ")"
                + ", kept since a user refused "
                + vetoed
                + ", kept since it was unknown "
                + refused;
    }

    private static int fewest(AtomicIntegerArray counts) {
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < counts.length(); i++) {
            fewest = Math.min(fewest, counts.get(i));
        }
        return fewest;
    }

    private void run(String name, Runnable again) {
        while (running) {
            try {
                again.run();
            } catch (RuntimeException | Error e) {
                wrong.add(name + ": " + e);
            }
        }
    }

    private void previewAndQuery(int number) {
        inTurn(turns.readLock(), () -> preview(number));
        inTurn(turns.writeLock(), () -> query(number));
    }

    private static void inTurn(Lock turn, Runnable request) {
        turn.lock();
        try {
            request.run();
        } finally {
            turn.unlock();
        }
    }

    private void preview(int number) {
        PreviewData preview = mpxio.previewData("0000:" + PHCIS.get(number));
        if (preview.verdict().equals("UNKNOWN")) {
            unknown.incrementAndGet(number);
        } else if (answers.isOfSimulated(number, preview)) {
            ofSimulated.incrementAndGet(number);
        } else if (answers.isOfOther(number, preview)) {
            ofOther.incrementAndGet(number);
        } else {
            wrong.add(PHCIS.get(number) + " is previewed as " + preview);
        }
    }

    /** Only the first HBA of the other host carries the last path of something in use. */
    private void query(int number) {
        RcmReply reply = query(resource(number));
        queries.incrementAndGet(number);
        if (reply.verdict() == Verdict.UNKNOWN && !reply.result().equals(RcmResult.CONFLICT)) {
            return;
        }
        if (SwapAnswers.isOfOneHost(number, reply)) {
            certainQueries.incrementAndGet(number);
        } else {
            wrong.add(PHCIS.get(number) + " was answered: " + reply);
        }
    }

    /** One request about all of them: what of each is said has to be of the same host. */
    private void queryAllTogether() {
        RcmReply reply =
                query(
                        IntStream.range(0, PHCIS.size())
                                .mapToObj(SwapLoad::resource)
                                .flatMap(List::stream)
                                .toList());
        if (SwapAnswers.isOfOneHost(reply)) {
            together.incrementAndGet();
        } else if (reply.isSuccess() || reply.verdict() != Verdict.UNKNOWN) {
            wrong.add("all together were answered: " + reply);
        }
    }

    private RcmHandle open() {
        return coordinator.open(
                Intent.of(Initiator.process(ProcessHandle.current().pid()), "swap test"));
    }

    /** Each counts the others as going, so that what they say is not certain; nothing stays. */
    private void queryAllAtOnce() {
        IntStream.range(0, PHCIS.size())
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> query(resource(number))))
                .toList()
                .forEach(CompletableFuture::join);
        crowd.addAndGet(PHCIS.size());
        if (!coordinator.drRequests().isEmpty()) {
            wrong.add("still open after questions at once: " + coordinator.drRequests());
        }
    }

    private RcmReply query(List<String> resources) {
        return open().requestOffline(resources, RcmFlags.QUERY);
    }

    private static List<String> resource(int number) {
        return List.of(
                "/devices/pci0000:00/0000:00:0" + (number + 3) + ".0/0000:" + PHCIS.get(number));
    }

    private void takeOutOrQueryAllAtOnce() {
        if (rounds++ % 4 == 0) {
            queryAllAtOnce();
        } else {
            takeOut();
        }
    }

    /** What is taken was judged on the host that it is taken from, or it is not taken. */
    private void takeOut() {
        RcmReply reply = open().requestOffline(resource(0), RcmFlags.NONE);
        if (!reply.isSuccess() && reply.verdict() == Verdict.UNKNOWN) {
            refused.incrementAndGet();
        } else if (SwapAnswers.isOfOneHost(0, reply)) {
            (reply.isSuccess() ? taken : vetoed).incrementAndGet();
        } else {
            wrong.add(PHCIS.get(0) + " was taken out with: " + reply);
        }
        RcmReply back = open().notifyOnline(resource(0), RcmFlags.NONE);
        if (reply.isSuccess() && !hasEnded(back)) {
            wrong.add(PHCIS.get(0) + " was brought back with: " + back);
        }
        if (!coordinator.drRequests().isEmpty()) {
            wrong.add(PHCIS.get(0) + " is still out: " + coordinator.drRequests());
        }
    }

    /** The clients of another host, of which nothing was taken, cannot be brought back. */
    private boolean hasEnded(RcmReply back) {
        boolean ended = back.toString().contains("has ended all the same");
        if (ended) {
            endedElsewhere.incrementAndGet();
        }
        return back.isSuccess() || ended;
    }
}
