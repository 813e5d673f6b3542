// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs on one journal, each killed at a named point, and held against the one before. */
final class PointChain {

    private final ChildJvm jvm;
    private final Path folder;
    private final DiaryReader diary;
    private final Ledger ledger = new Ledger(new Topology(CrashChild.TREES));
    private int run;

    /** A chain that goes on with what is in a folder. */
    PointChain(ChildJvm jvm, Path folder) throws IOException {
        this.jvm = jvm;
        this.folder = Files.createDirectories(folder);
        this.diary = new DiaryReader(folder.resolve("diary"));
        this.run = runsIn(folder.resolve("diary"));
    }

    private static int runsIn(Path diary) throws IOException {
        if (!Files.exists(diary)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(diary)) {
            return (int) lines.filter(one -> one.startsWith(Diary.Line.RUN.name())).count();
        }
    }

    /** Lets a run go on until it is at a point, and kills it there. */
    void killAt(String present, String point) throws IOException, InterruptedException {
        try (KilledProcess child = start(present, point)) {
            if (!point.startsWith(Points.RECOVERY)) { // which is not over when it is reached
                child.awaitStart();
            }
            child.await("at " + point);
            child.kill();
        }
        check(point);
    }

    /** Has a last run recover from the kill before. */
    void finish(String present) throws IOException, InterruptedException {
        finish(jvm, List.of(this), present);
    }

    /** Has one process recover from the last kills of several chains, one after the other. */
    static void finish(ChildJvm jvm, List<PointChain> chains, String present)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of(folders(chains), "99", present, "script", Points.RECOVERY));
        try (KilledProcess child = new KilledProcess(jvm, chains.get(0).folder, arguments)) {
            child.await(CrashChild.STARTED);
            for (int i = 0; i < chains.size(); i++) {
                child.awaitRecovery();
            }
            child.await(CrashChild.FINISHED);
            child.kill();
        }
        for (PointChain chain : chains) {
            chain.check("the end");
        }
    }

    private static String folders(List<PointChain> chains) {
        return chains.stream()
                .map(one -> one.folder.toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private KilledProcess start(String present, String point) throws IOException {
        run++;
        return new KilledProcess(
                jvm,
                folder,
                List.of(folder.toString(), Integer.toString(run), present, "script", point));
    }

    private void check(String point) throws IOException {
        try {
            ledger.read(diary.more());
        } catch (AssertionError e) {
            throw new AssertionError("killed at " + point + ": " + e.getMessage(), e);
        }
    }
}
