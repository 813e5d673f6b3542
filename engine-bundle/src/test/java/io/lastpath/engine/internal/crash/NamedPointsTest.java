// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.crash.Call.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
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
 * it said. The points are those that a script passes: each write and call of each of its requests,
 * and of the recovery after it. Stopped at are the first of each kind and some of the others; all
 * of them with {@code -Dlastpath.points.every=1}.
 */
class NamedPointsTest {

    private static final int EVERY = Integer.getInteger("lastpath.points.every", 8);

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
    private static final String ALL_OPEN =
            "12 REMOVE call REMOVE at depth 1 of card for /card/a/3 before 1";

    private static ChildJvm jvm;

    @BeforeAll
    static void prepare(@TempDir Path classes) throws Exception {
        jvm = ChildJvm.prepared(classes);
    }

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void killedAtEveryPointOfARequestNothingIsLostOrphanedInventedOrDoneTwice() throws Exception {
        List<String> points = passed(folder.resolve("passed"), BOTH, Points.PASSING);
        assertThat(points)
                .contains(ofWrites("2 OFFLINE", "3 QUERY", "5 SUSPEND", "9 ONLINE"))
                .contains(ofWrites("12 REMOVE", "13 RESUME"))
                .contains(ofWrites("17 EVENT", "18 RETIRE", "19 FILESYS"))
                .contains("17 EVENT told the end of /load/a/0 1")
                .contains(ofListMember("6 OFFLINE", "bus for /devices/a/hba1"))
                .contains(ofListMember("6 OFFLINE", "card for /card/a/1"))
                .contains(ofListMember("6 OFFLINE", "port for /card/a/1/port"));
        List<String> kinds = points.stream().map(NamedPointsTest::kind).toList();
        assertThat(kinds).contains(both("request", Word.values()));

        inTwoChains(some(points), "request", (chain, at) -> chain.killAt(BOTH, at));
    }

    @Test
    void killedAtEveryPointOfARecoveryTheNextOneFinishesItAndDoesNothingTwice() throws Exception {
        Path broken = folder.resolve("broken");
        PointChain start = new PointChain(jvm, broken);
        start.killAt(BOTH, ALL_OPEN);
        Path copy = copy(broken, folder.resolve("passed"));
        String recovery = Points.RECOVERY + " " + Points.PASSING;
        List<String> points = passed(copy, CrashScript.STAYS, recovery);
        assertThat(points.stream().map(NamedPointsTest::kind).toList())
                .contains(
                        both(
                                "recovery",
                                Word.OFFLINE_QUERY,
                                Word.OFFLINE,
                                Word.SUSPEND_QUERY,
                                Word.SUSPEND,
                                Word.ONLINE,
                                Word.RESUME,
                                Word.REMOVE));
        assertThat(points).contains(ofWrites("recovery"));
        List<String> stopped = some(points);
        Queue<PointChain> killed = new ConcurrentLinkedQueue<>();
        inTwoChains(
                stopped,
                "recovery",
                (chain, at) -> {
                    Path own = folder.resolve("recovery-" + stopped.indexOf(at));
                    PointChain one = new PointChain(jvm, copy(broken, own));
                    one.killAt(CrashScript.STAYS, at);
                    killed.add(one);
                });
        assertThat(killed).hasSameSizeAs(stopped);
        PointChain.finish(jvm, List.copyOf(killed), CrashScript.STAYS);
    }

    /** The first of each kind, and each so many-th of the others. */
    private static List<String> some(List<String> points) {
        Set<String> kinds = new HashSet<>();
        List<String> first = points.stream().filter(one -> kinds.add(kind(one))).toList();
        List<String> others = points.stream().filter(one -> !first.contains(one)).toList();
        List<String> some =
                points.stream()
                        .filter(
                                one ->
                                        first.contains(one)
                                                || others.indexOf(one) % EVERY == EVERY - 1)
                        .toList();
        System.out.printf("named points: %d of %d%n", some.size(), points.size());
        return some;
    }

    /** Which request it is, at what and the how manieth time, is not told apart. */
    private static String kind(String point) {
        return point.replaceFirst("^\\d+ \\w+ call", "request call")
                .replaceFirst("^\\d+ ", "")
                .replaceFirst(" of \\w+ for \\S+", "")
                .replaceFirst(" \\d+$", "");
    }

    private static String[] ofListMember(String phase, String who) {
        return Stream.of("before", "after")
                .map(when -> phase + " call OFFLINE at depth 1 of " + who + " " + when + " 1")
                .toArray(String[]::new);
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
                .flatMap(phase -> STEPS.stream().map(step -> phase + " write " + step + " 1"))
                .toArray(String[]::new);
    }

    /** {@return the points that a run passes which is not stopped} */
    private static List<String> passed(Path at, String present, String how) throws Exception {
        Files.createDirectories(at);
        List<String> arguments = List.of(at.toString(), "99", present, "script", how);
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
