// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Logs;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.mpxio.internal.support.Waiting;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;

/** A keeper of tables, adapters whose reads stop at a gate, and who writes down what he is told. */
abstract class KeeperOfAdapters {

    static final List<DeviceNode> ONE = hosts("/a");
    static final List<DeviceNode> OTHER = hosts("/b");

    final Logs logs = new Logs();
    final MpxioSettings settings = new MpxioSettings(Settings.config("exact", 256), logs.logger());
    final Set<Thread> before = threads();
    final TableKeeper keeper = new TableKeeper(settings, logs.logger());

    @AfterEach
    void close() {
        keeper.close();
        Waiting.until("no thread is left", () -> before.containsAll(threads()));
    }

    /** The threads of the keepers of this virtual machine. */
    static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(
                        thread ->
                                thread.getName().matches("lastpath-mpxio-(read|limit|ad.*|table)"))
                .collect(Collectors.toSet());
    }

    static List<DeviceNode> hosts(String phci) {
        return List.of(client("/c", path(phci, PathState.ONLINE)));
    }

    /** An adapter whose reads stop at a gate. */
    static final class Gated extends FakeSource {
        final Semaphore entered = new Semaphore(0);
        final Semaphore gate = new Semaphore(0);
        final AtomicInteger inside = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();

        Gated(List<DeviceNode> nodes) {
            super(nodes);
        }

        @Override
        public DeviceTree snapshot() throws DeviceTreeException {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            entered.release();
            gate.acquireUninterruptibly();
            inside.decrementAndGet();
            return super.snapshot();
        }
    }

    /** Writes down what it is told. */
    static final class Recorder implements TableListener {
        final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();

        @Override
        public void treeChanged() {
            events.add("changed");
        }

        @Override
        public void published(TableState state) {
            events.add((state.isStale() ? "stale " : "published ") + state.sequence());
        }

        @Override
        public void adaptersChanged() {
            events.add("adapters");
        }

        /** Drops what was queued before a table was published. */
        List<String> since(String event) {
            return events.stream().dropWhile(each -> !each.equals(event)).toList();
        }
    }

    Recorder record() {
        Recorder recorder = new Recorder();
        keeper.addListener(recorder);
        return recorder;
    }

    CompletableFuture<Refresh> refreshElsewhere() {
        return CompletableFuture.supplyAsync(keeper::refresh, task -> new Thread(task).start());
    }

    static Refresh get(CompletableFuture<Refresh> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    static long waiting() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> isIn(stack, Flight.class.getName(), "await"))
                .count();
    }

    static boolean isIn(StackTraceElement[] stack, String type, String method) {
        return Arrays.stream(stack)
                .anyMatch(f -> f.getClassName().equals(type) && f.getMethodName().equals(method));
    }
}
