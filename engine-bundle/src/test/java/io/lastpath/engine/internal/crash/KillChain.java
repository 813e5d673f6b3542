// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;

/** Runs on one journal, each killed at a random moment; what comes next is held against before. */
final class KillChain implements Callable<Integer> {

    private static final int LONGEST_RECOVERY_MILLIS = 250;
    private static final int MOST_ANSWERS = 30;
    private static final int LONGEST_MILLIS = 20;
    private static final int ONE_LINE_FOR_SO_MANY = 250;

    private final ChildJvm jvm;
    private final Path folder;
    private final int kills;
    private final Random random;
    private final Crew crew;
    private final DiaryReader diary;
    private final Ledger ledger = new Ledger(new Topology(CrashChild.TREES));
    private int run;

    KillChain(ChildJvm jvm, Path folder, int kills, long seed) {
        this.jvm = jvm;
        this.folder = folder;
        this.kills = kills;
        this.random = new Random(seed);
        this.crew = new Crew(random, CrashChild.TREES);
        this.diary = new DiaryReader(folder.resolve("diary"));
    }

    /** {@return how many runs were held against the one before} */
    @Override
    public Integer call() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int recovered = 0;
        while (run < kills) {
            try (KilledProcess child = start(crew.next(ledger.dead()))) {
                child.await(CrashChild.STARTED);
                if (random.nextInt(5) > 0) {
                    child.awaitRecovery();
                    recovered++;
                    child.awaitAnswers(random.nextInt(MOST_ANSWERS));
                    child.killAfter(random.nextInt(LONGEST_MILLIS));
                } else {
                    child.killAfter(random.nextInt(LONGEST_RECOVERY_MILLIS));
                }
            }
            check();
            if (run % ONE_LINE_FOR_SO_MANY == 0) {
                System.out.println(run + " kills in " + folder.getFileName() + " done");
            }
        }
        end();
        return recovered;
    }

    private KilledProcess start(Set<String> present) throws IOException {
        run++;
        String seed = Long.toString(random.nextLong());
        return new KilledProcess(
                jvm,
                folder,
                List.of(
                        folder.toString(),
                        Integer.toString(run),
                        String.join(",", present),
                        "random",
                        seed));
    }

    private void check() throws IOException {
        try {
            ledger.read(diary.more());
        } catch (AssertionError e) {
            throw new AssertionError("run " + run + " in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Nobody is there any more: all that is open is undone, and nothing is left. */
    private void end() throws IOException, InterruptedException {
        List<String> arguments =
                List.of(
                        folder.toString(),
                        Integer.toString(run + 1),
                        "nobody",
                        "script",
                        "recovery");
        try (KilledProcess child = new KilledProcess(jvm, folder, arguments)) {
            child.awaitStart();
            child.await(CrashChild.FINISHED);
            child.kill();
        }
        check();
        if (!ledger.open().isEmpty()) {
            throw new AssertionError("left behind at the end: " + ledger.open());
        }
    }
}
