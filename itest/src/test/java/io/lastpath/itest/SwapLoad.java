// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import io.lastpath.management.ImpactData;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.PreviewData;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;

/**
 * Four threads that preview and query one PHCI each, and check that every answer is that of one
 * tree.
 */
final class SwapLoad implements AutoCloseable {
    private static final List<String> PHCIS = List.of("01:00.0", "02:00.0", "03:00.0", "04:00.0");
    private static final Set<String> OTHER_TREE = Set.of("itest-one", "itest-two");
    private static final List<Set<String>> SIMULATED_TREE =
            List.of(
                    Set.of("mpatha", "mpathb", "mpathc", "mpathd", "mpathe", "mpathf"),
                    Set.of("mpatha", "mpathb", "mpathc", "mpathd", "mpathf"),
                    Set.of("mpathb", "mpathc", "mpathg", "mpathh"),
                    Set.of("mpathb", "mpathc", "mpathg", "mpathh", "mpathi"));

    private final Coordinator coordinator;
    private final MpxioMXBean mpxio;
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicIntegerArray served = new AtomicIntegerArray(PHCIS.size());
    private final AtomicIntegerArray unknown = new AtomicIntegerArray(PHCIS.size());
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running = true;

    private SwapLoad(Coordinator coordinator, MpxioMXBean mpxio) {
        this.coordinator = coordinator;
        this.mpxio = mpxio;
    }

    static SwapLoad start(Coordinator coordinator, MpxioMXBean mpxio) {
        SwapLoad load = new SwapLoad(coordinator, mpxio);
        for (int i = 0; i < PHCIS.size(); i++) {
            int number = i;
            Thread thread = new Thread(() -> load.run(number), "load-" + number);
            load.threads.add(thread);
            thread.start();
        }
        return load;
    }

    void stop() throws InterruptedException {
        running = false;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    List<String> wrongAnswers() {
        return List.copyOf(wrong);
    }

    int servedByEachThread() {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < served.length(); i++) {
            least = Math.min(least, served.get(i));
        }
        return least;
    }

    @Override
    public void close() {
        running = false;
    }

    @Override
    public String toString() {
        return "answers per thread " + served + ", of these 'unknown' " + unknown;
    }

    private void run(int number) {
        while (running) {
            try {
                preview(number);
                query(number);
                served.incrementAndGet(number);
            } catch (RuntimeException e) {
                wrong.add(PHCIS.get(number) + ": " + e);
            }
        }
    }

    private void preview(int number) {
        PreviewData preview = mpxio.previewData("0000:" + PHCIS.get(number));
        Set<String> clients =
                preview.impact().stream().map(ImpactData::name).collect(Collectors.toSet());
        if (preview.verdict().equals("UNKNOWN")) {
            unknown.incrementAndGet(number);
        } else if (!clients.equals(OTHER_TREE) && !clients.equals(SIMULATED_TREE.get(number))) {
            wrong.add(PHCIS.get(number) + " touches " + clients);
        }
    }

    /**
     * Alone, no HBA carries the last path of anything in use, on neither host. Two at once do: an
     * HBA that is being asked about counts as going, so the threads take turns.
     */
    private synchronized void query(int number) {
        String phci =
                "/devices/pci0000:00/0000:00:0" + (number + 3) + ".0/0000:" + PHCIS.get(number);
        Intent intent = Intent.of(Initiator.process(ProcessHandle.current().pid()), "swap test");
        RcmReply reply = coordinator.open(intent).requestOffline(List.of(phci), RcmFlags.QUERY);
        if (reply.result().equals(RcmResult.CONFLICT)
                || !reply.isSuccess() && reply.verdict() != Verdict.UNKNOWN) {
            wrong.add(PHCIS.get(number) + " was refused: " + reply);
        }
    }
}
