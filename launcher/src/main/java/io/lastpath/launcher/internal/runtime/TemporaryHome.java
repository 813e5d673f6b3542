// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import io.lastpath.launcher.internal.LauncherException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that goes away with all that is in it: at the end, or where the process was killed
 * before that, as soon as the next one is made. A lock on a file in it tells that its process
 * lives.
 */
public final class TemporaryHome implements AutoCloseable {

    static final String PREFIX = "lastpath-home-";

    /** What this process makes begins so. */
    static final String OWN_PREFIX = PREFIX + ProcessHandle.current().pid() + "-";

    static final String LOCK = "alive.lock";

    private final Path folder;
    private final FileChannel lock;

    /**
     * Makes the folder where temporary ones are, and removes those that were left behind there.
     *
     * @throws IOException if it cannot be made
     */
    public TemporaryHome() throws IOException {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Makes the folder, and removes those that were left behind.
     *
     * @param parent where temporary folders are
     * @throws IOException if it cannot be made
     */
    TemporaryHome(Path parent) throws IOException {
        folder = Files.createTempDirectory(parent, OWN_PREFIX);
        lock = locked(folder);
        LeftHomes.removeFrom(parent, folder);
    }

    /** Nobody sees the lock's file before it is locked: the lock stays with it when it is moved. */
    private static FileChannel locked(Path folder) throws IOException {
        Path unlocked = folder.resolve(LOCK + ".new");
        FileChannel channel =
                FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        Files.move(unlocked, folder.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
        return channel;
    }

    /** {@return the folder} */
    Path folder() {
        return folder;
    }

    /**
     * Makes it ready.
     *
     * @param distribution the distribution
     * @return the home
     * @throws LauncherException as {@link Home#prepare} does
     */
    public Home prepare(Path distribution) {
        return Home.prepareTemporary(distribution, folder);
    }

    /** Removes it, unless that was done already: a signal may end this while it is being closed. */
    @Override
    public synchronized void close() throws IOException {
        try (lock) {
            if (Files.exists(folder)) {
                remove(folder);
            }
        }
    }

    /**
     * Removes a folder with all that is in it; links in it are not followed. The lock goes last, so
     * that what cannot be removed now is known to be left.
     */
    static void remove(Path folder) throws IOException {
        Path lock = folder.resolve(LOCK);
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> deepestFirst =
                    walk.filter(each -> !each.equals(folder) && !each.equals(lock))
                            .sorted(Comparator.reverseOrder())
                            .toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        }
        Files.deleteIfExists(lock);
        Files.delete(folder);
    }
}
