// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import io.lastpath.management.ImpactData;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Four threads that preview and query one HBA each, and a fifth one that takes the first HBA out
 * and brings it back: every answer has to be that of one of two hosts.
 */
final class SwapLoad implements AutoCloseable {
    private static final long STOP_MILLIS = 60_000;
    private static final List<String> PHCIS = List.of("01:00.0", "02:00.0", "03:00.0", "04:00.0");

    /** What the loss of each HBA does on the recorded host: clients and verdict. */
    private static final List<Answer> SIMULATED =
            List.of(
                    new Answer(
                            Set.of("mpatha", "mpathb", "mpathc", "mpathd", "mpathe", "mpathf"),
                            "DEGRADED"),
                    new Answer(
                            Set.of("mpatha", "mpathb", "mpathc", "mpathd", "mpathf"), "DEGRADED"),
                    new Answer(Set.of("mpathb", "mpathc", "mpathg", "mpathh"), "DEGRADED"),
                    new Answer(
                            Set.of("mpathb", "mpathc", "mpathg", "mpathh", "mpathi"), "DEGRADED"));

    private record Answer(Set<String> clients, String verdict) {}

    private final Coordinator coordinator;
    private final MpxioMXBean mpxio;

    /** The same on the other host, where a mounted file system hangs by the first one alone. */
    private final List<Answer> other;

    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicIntegerArray ofSimulated = new AtomicIntegerArray(PHCIS.size());
    private final AtomicIntegerArray ofOther = new AtomicIntegerArray(PHCIS.size());
    private final AtomicIntegerArray unknown = new AtomicIntegerArray(PHCIS.size());
    private final AtomicIntegerArray queries = new AtomicIntegerArray(PHCIS.size());
    private final AtomicIntegerArray certainQueries = new AtomicIntegerArray(PHCIS.size());

    private final AtomicInteger crowd = new AtomicInteger();

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
        Answer kept = new Answer(Set.of(two), "SAFE");
        this.other = List.of(new Answer(Set.of(one, two), "DATA_CRITICAL"), kept, kept, kept);
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

    /** {@return the fewest certain answers that a thread had to its queries} */
    int fewestCertainQueries() {
        return fewest(certainQueries);
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
        Set<String> clients =
                preview.impact().stream().map(SwapLoad::name).collect(Collectors.toSet());
        Answer answer = new Answer(clients, preview.verdict());
        if (preview.verdict().equals("UNKNOWN")) {
            unknown.incrementAndGet(number);
        } else if (answer.equals(SIMULATED.get(number))) {
            ofSimulated.incrementAndGet(number);
        } else if (answer.equals(other.get(number))) {
            ofOther.incrementAndGet(number);
        } else {
            wrong.add(PHCIS.get(number) + " is previewed as " + answer);
        }
    }

    private static String name(ImpactData impact) {
        return impact.name().isEmpty() ? impact.client() : impact.name();
    }

    /** Only the first HBA of the other host carries the last path of something in use. */
    private void query(int number) {
        RcmReply reply = query(resource(number));
        queries.incrementAndGet(number);
        if (reply.verdict() == Verdict.UNKNOWN && !reply.result().equals(RcmResult.CONFLICT)) {
            return;
        }
        if (isOfOneHost(number, reply)) {
            certainQueries.incrementAndGet(number);
        } else {
            wrong.add(PHCIS.get(number) + " was answered: " + reply);
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

    private RcmReply query(List<String> resource) {
        return open().requestOffline(resource, RcmFlags.QUERY);
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
        } else if (isOfOneHost(0, reply)) {
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

    /** On the recorded host each HBA may go; on the other one the first may not. */
    private static boolean isOfOneHost(int number, RcmReply reply) {
        if (reply.isSuccess()) {
            return reply.verdict() == Verdict.DEGRADED
                    || number != 0 && reply.verdict() == Verdict.SAFE;
        }
        return number == 0
                && reply.verdict() == Verdict.DATA_CRITICAL
                && reply.toString().contains("/srv/one is mounted");
    }
}
