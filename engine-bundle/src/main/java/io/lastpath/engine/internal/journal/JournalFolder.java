// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder of the journal. What is in it is on the disk when it is flushed, and it is itself when
 * the one above it is. Called by one thread at a time.
 */
final class JournalFolder {

    private final Path path;
    private final Flush flush;

    /** The first folder above that was there already; null once all below it are kept. */
    private Path above;

    private boolean made;

    /** Writes what a folder has in it to the disk. */
    @FunctionalInterface
    interface Flush {
        void of(Path folder) throws IOException;
    }

    JournalFolder(Path path) {
        this(path, JournalFolder::force);
    }

    JournalFolder(Path path, Flush flush) {
        this.path = path;
        this.flush = flush;
        this.above = path.getParent();
    }

    /** Makes it, with all above it. */
    void make() throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        Path there = path.getParent();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        Files.createDirectories(path);
        above = there;
        made = true;
    }

    /** Writes to the disk what is in it; the first time, that it is there as well. */
    void keep() throws IOException {
        flush.of(path);
        for (Path one = path; above != null && !one.equals(above); one = one.getParent()) {
            keepIn(one.getParent());
        }
        above = null;
    }

    private void keepIn(Path folder) throws IOException {
        try {
            flush.of(folder);
        } catch (AccessDeniedException e) {
            if (made) {
                throw e;
            } // else whoever made it may look there, and has seen to it
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
