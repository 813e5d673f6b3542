// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.CoordinatorListener;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmState;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Eight threads against 1,000 resources: ports that take their disks along. */
class EngineStressTest {

    static final int CARDS = 20;
    static final int PORTS = 25;

    private static final int SECONDS = Integer.getInteger("lastpath.stress.seconds", 5);
    private static final int THREADS = 8;
    private static final int PATIENCE_SECONDS = 60;

    private final Set<Thread> before = engineThreads();
    private final EngineFixture fixture = new EngineFixture();
    private final AtomicLong limitMillis = new AtomicLong(200);
    private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);
    private final Map<Long, Integer> recorded = new ConcurrentHashMap<>();
    private final Map<String, StressModule> modules =
            Map.of(
                    "mpxio", new StressModule(names("/card/%d/port/%d"), 20, 5, 5),
                    "filesys", new StressModule(names("/disk/%d/%d"), 100, 10, 5),
                    "swap", new StressModule(names("/disk/%d/%d"), 0, 0, 0),
                    "clients", new StressModule(List.of(), 20, 5, 5));

    private static List<String> names(String pattern) {
        return IntStream.range(0, CARDS * PORTS)
                .mapToObj(i -> pattern.formatted(i / PORTS, i % PORTS))
                .toList();
    }

    @AfterEach
    void stop() {
        callers.shutdownNow();
        fixture.close();
    }

    @Test
    void eightThreadsLoseNothingAndLeaveNothingBehind() {
        long seed = Long.getLong("lastpath.seed", System.nanoTime());
        System.out.println("EngineStressTest seed " + seed);
        countRecords();
        modules.forEach(this::arrive);
        List<StressClient> clients =
                IntStream.range(0, THREADS).mapToObj(i -> client(i, seed)).toList();

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        together(clients, one -> one.run(() -> System.nanoTime() > end));
        modules.values().forEach(StressModule::calmDown);
        limitMillis.set(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        until(() -> modules.values().stream().allMatch(one -> one.inside() == 0));
        together(clients, StressClient::endRoots);
        fixture.engine.care(Duration.ZERO); // what somebody was asking about when its holder ended
        clients.forEach(StressClient::unregisterAll);

        assertThat(fixture.engine.drRequests()).isEmpty();
        assertThatEachRequestWasAnsweredAndRecordedOnce(clients);
        assertThatEverybodyIsOnline();
        fixture.engine.stop();
        until(() -> before.containsAll(engineThreads()));
        System.out.printf(
                "stress: %d threads, %d resources, %d s: %d operations, %d conflicts,"
                        + " %d refusals, each answered and recorded once; %d open requests%n",
                THREADS,
                2 * CARDS * PORTS,
                SECONDS,
                clients.stream().mapToLong(StressClient::operations).sum(),
                clients.stream().mapToLong(StressClient::conflicts).sum(),
                clients.stream().mapToLong(StressClient::refusals).sum(),
                fixture.engine.drRequests().size());
    }

    private void arrive(String name, StressModule module) {
        fixture.engine.arrive(name, limitMillis::get, () -> module).registered().join();
    }

    /** Two in eight are persons, who are told when a module could not register. */
    private StressClient client(int number, long seed) {
        Initiator initiator =
                number % 4 == 3
                        ? Initiator.jmx("operator" + number, "local")
                        : Initiator.process(1 + number);
        return new StressClient(fixture.engine, number, initiator, seed);
    }

    private void countRecords() {
        fixture.engine.addListener(
                new CoordinatorListener() {
                    @Override
                    public void registrationsChanged() {}

                    @Override
                    public void operationEnded(Operation operation) {
                        recorded.merge(operation.number(), 1, Integer::sum);
                    }
                });
    }

    private void assertThatEachRequestWasAnsweredAndRecordedOnce(List<StressClient> clients) {
        List<Long> answered = new ArrayList<>();
        clients.forEach(one -> answered.addAll(one.answered()));
        answered.sort(null);
        assertThat(answered)
                .as("numbers of answers, none missing and none twice")
                .isEqualTo(
                        IntStream.rangeClosed(1, answered.size()).asLongStream().boxed().toList());
        until(() -> recorded.size() >= answered.size());
        assertThat(recorded).hasSize(answered.size());
        assertThat(recorded.values()).allMatch(times -> times == 1);
    }

    /** What was removed comes back when its module registers again. */
    private void assertThatEverybodyIsOnline() {
        modules.keySet().forEach(fixture.engine::requestRegistration);
        int registrants = 3 * CARDS * PORTS;
        until(() -> registrants().size() == registrants);
        assertThat(registrants()).extracting(InfoTuple::state).containsOnly(RcmState.ONLINE);
        assertThat(fixture.engine.resourceCount()).isEqualTo(2 * CARDS * PORTS);
    }

    private List<InfoTuple> registrants() {
        return fixture.process(1)
                .inspect(List.of("/card", "/disk"), RcmFlags.INCLUDE_SUBTREE)
                .tuples();
    }

    /** What one client does. */
    private interface Part {
        void of(StressClient client);
    }

    /** Has all clients do their part at once; who does not come back is shown where he stands. */
    private void together(List<StressClient> clients, Part part) {
        List<Future<?>> parts = new ArrayList<>();
        clients.forEach(one -> parts.add(callers.submit(() -> part.of(one))));
        for (Future<?> one : parts) {
            try {
                one.get(SECONDS + PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError("a client does not come back\n" + threadDump(), e);
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("this never came\n" + threadDump());
            }
            Thread.onSpinWait();
        }
    }

    private static String threadDump() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] locked = threads.findDeadlockedThreads();
        return "deadlocked: "
                + Arrays.toString(locked)
                + "\n"
                + Arrays.stream(threads.dumpAllThreads(true, true))
                        .map(ThreadInfo::toString)
                        .collect(Collectors.joining());
    }

    private static Set<Thread> engineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(one -> one.getName().startsWith("lastpath-engine"))
                .collect(Collectors.toSet());
    }
}
