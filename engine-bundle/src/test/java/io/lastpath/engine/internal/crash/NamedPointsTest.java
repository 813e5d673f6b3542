// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.crash.Call.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A coordinator that is killed before or after a journal write or a module call loses nothing that
 * it said. The points are those that a script passes; every one of them is stopped at.
 */
class NamedPointsTest {

    private static final String BOTH = CrashScript.STAYS + "," + CrashScript.GOES;

    private static final List<String> STEPS =
            List.of(
                    "before",
                    "temporary file created",
                    "temporary file half written",
                    "temporary file whole",
                    "renamed",
                    "after");

    /** The last thing that the script does before it begins to clean up. */
    private static final String ALL_OPEN = "request call REMOVE at depth 1 before";

    private static ChildJvm jvm;

    @BeforeAll
    static void prepare(@TempDir Path classes) throws Exception {
        jvm = ChildJvm.prepared(classes);
    }

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void killedAtEveryPointOfARequestNothingIsLostOrphanedInventedOrDoneTwice() throws Exception {
        List<String> points = passed(folder.resolve("passed"), BOTH, "script", "none");
        assertThat(points)
                .contains(both("request", Word.values()))
                .contains(ofWrites("OFFLINE", "ONLINE", "REMOVE", "SUSPEND", "RESUME", "QUERY"));

        inTwoChains(points, "request", (chain, at) -> chain.killAt(BOTH, at));
    }

    @Test
    void killedAtEveryPointOfARecoveryTheNextOneFinishesItAndDoesNothingTwice() throws Exception {
        Path broken = folder.resolve("broken");
        PointChain start = new PointChain(jvm, broken);
        start.killAt(BOTH, ALL_OPEN);
        Path copy = copy(broken, folder.resolve("passed"));
        List<String> points = passed(copy, CrashScript.STAYS, "script", "recovery");
        assertThat(points)
                .contains(
                        both(
                                "recovery",
                                Word.OFFLINE_QUERY,
                                Word.OFFLINE,
                                Word.SUSPEND_QUERY,
                                Word.SUSPEND,
                                Word.ONLINE,
                                Word.RESUME,
                                Word.REMOVE))
                .contains(ofWrites("recovery"));

        Queue<PointChain> killed = new ConcurrentLinkedQueue<>();
        inTwoChains(
                points,
                "recovery",
                (chain, at) -> {
                    Path own = folder.resolve("recovery-" + at.replace(' ', '-'));
                    PointChain one = new PointChain(jvm, copy(broken, own));
                    one.killAt(CrashScript.STAYS, at);
                    killed.add(one);
                });
        assertThat(killed).hasSameSizeAs(points);
        PointChain.finish(jvm, List.copyOf(killed), CrashScript.STAYS);
    }

    private static String[] both(String phase, Word... words) {
        return Stream.of(words)
                .filter(word -> word != Word.CAPACITY_NOTICE)
                .map(word -> phase + " call " + word + " at depth 1 ")
                .flatMap(point -> Stream.of(point + "before", point + "after"))
                .toArray(String[]::new);
    }

    private static String[] ofWrites(String... phases) {
        return Stream.of(phases)
                .flatMap(phase -> STEPS.stream().map(step -> phase + " write 1 " + step))
                .toArray(String[]::new);
    }

    /** {@return the points that a run passes which is not stopped} */
    private static List<String> passed(Path at, String present, String... how) throws Exception {
        Files.createDirectories(at);
        List<String> arguments = new ArrayList<>(List.of(at.toString(), "99", present));
        arguments.addAll(List.of(how));
        KilledProcess child = new KilledProcess(jvm, at, arguments);
        List<String> said = child.until(CrashChild.FINISHED);
        child.kill();
        assertThat(said).endsWith(CrashChild.FINISHED);
        return said.stream()
                .filter(one -> one.startsWith(CrashChild.POINT))
                .map(one -> one.substring(CrashChild.POINT.length()))
                .toList();
    }

    /** What is done at a point. */
    private interface AtPoint {
        void kill(PointChain chain, String point) throws IOException, InterruptedException;
    }

    private void inTwoChains(List<String> points, String name, AtPoint work) throws Exception {
        Queue<String> left = new ConcurrentLinkedQueue<>(points);
        ExecutorService chains = Executors.newFixedThreadPool(2);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                PointChain chain = new PointChain(jvm, folder.resolve(name + i));
                running.add(
                        chains.submit(
                                () -> {
                                    for (String at = left.poll(); at != null; at = left.poll()) {
                                        work.kill(chain, at);
                                    }
                                    chain.finish(BOTH);
                                    return null;
                                }));
            }
            for (Future<Void> one : running) {
                one.get();
            }
        } finally {
            chains.shutdownNow();
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }
}
