// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import io.lastpath.engine.internal.journal.JournalFile;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * The process that is killed. It recovers, and then does what its clients want, or a script that
 * stops at a point, until it is killed, or whoever started it has ended.
 */
final class CrashChild {

    /** The trees of its clients. */
    static final List<String> TREES = List.of("a", "b");

    static final String STARTED = "started";
    static final String RECOVERED = "recovered";
    static final String ANSWERED = "answered ";
    static final String POINT = "point ";
    static final String FINISHED = "finished";

    private static final int ORPHANED = 3;

    private CrashChild() {}

    /**
     * Starts it.
     *
     * @param args a folder, or several that are recovered one after the other; the number of the
     *     run; the ids of the initiators that are there, separated by commas; and {@code random}
     *     with a seed, or {@code script} with a point
     */
    public static void main(String[] args) throws IOException {
        endWithParent();
        System.out.println(STARTED);
        for (String folder : args[0].split(File.pathSeparator)) {
            run(Path.of(folder), args);
        }
        if (args[3].equals("script")) {
            System.out.println(FINISHED);
            waitForTheEnd();
        }
    }

    /** Whoever started it holds its input open, until he ends in whatever way. */
    private static void endWithParent() {
        Thread watch = new Thread(CrashChild::awaitEndOfParent, "parent");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEndOfParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("the input broke off: " + e);
        } finally {
            Runtime.getRuntime().halt(ORPHANED);
        }
    }

    private static void run(Path folder, String[] args) throws IOException {
        Diary diary = new Diary(folder.resolve("diary"));
        diary.write(Diary.Line.RUN, args[1], args[2]);
        Set<String> present = ConcurrentHashMap.newKeySet();
        present.addAll(List.of(args[2].split(",")));
        Path journal = folder.resolve("engine.journal");
        if (args[3].equals("script")) {
            script(args, diary, present, journal);
        } else {
            random(args, diary, present, journal);
        }
    }

    private static void script(String[] args, Diary diary, Set<String> present, Path journal) {
        Points points = new Points(args[4]);
        SteppedStore store = new SteppedStore(journal, points);
        CrashRun run = new CrashRun(diary, store, points, present, CrashScript::agrees);
        Doing doing = run.recover(new Topology(TREES));
        System.out.println(RECOVERED);
        if (!args[4].startsWith(Points.RECOVERY)) {
            new CrashScript(args[1], doing, points).play();
        }
        points.passed().forEach(point -> System.out.println(POINT + point));
    }

    private static void waitForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("not killed", e);
        }
    }

    private static void random(String[] args, Diary diary, Set<String> present, Path journal) {
        long seed = Long.parseLong(args[4]);
        JournalFile store = new JournalFile(journal, Clock.systemUTC());
        Moods moods = new Moods(new Random(seed));
        CrashRun run = new CrashRun(diary, store, new Points(""), present, moods::agrees);
        Doing doing = run.recover(new Topology(TREES));
        System.out.println(RECOVERED);
        for (String tree : TREES) {
            Random random = new Random(seed + tree.hashCode());
            new Thread(new CrashClient(tree, args[1], doing, present, random)).start();
        }
    }
}
