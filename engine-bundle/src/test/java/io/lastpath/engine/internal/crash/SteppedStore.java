// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import io.lastpath.engine.internal.journal.Content;
import io.lastpath.engine.internal.journal.JournalFile;
import io.lastpath.engine.internal.journal.JournalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Arrays;

/**
 * A journal whose writes have named points before and after, and in between: the real store is let
 * write to another folder first, and of its bytes there is as much in the journal's folder as there
 * would be if it had been broken off. For one thread.
 */
final class SteppedStore implements JournalStore {

    private final Path journal;
    private final JournalFile store;
    private final Points points;

    SteppedStore(Path journal, Points points) {
        this.journal = journal;
        this.store = new JournalFile(journal, Clock.systemUTC());
        this.points = points;
    }

    @Override
    public String claim() throws IOException {
        return store.claim();
    }

    @Override
    public void release() {
        store.release();
    }

    @Override
    public Loaded load() {
        return store.load();
    }

    @Override
    public void write(Content content) throws IOException {
        points.reach("write before");
        if (points.isClose()) {
            breakOff(content);
        }
        store.write(content);
        points.reach("write after");
    }

    private void breakOff(Content content) throws IOException {
        Path elsewhere = Files.createTempDirectory(journal.getParent(), "steps");
        Path written = elsewhere.resolve("journal");
        new JournalFile(written, Clock.systemUTC()).write(content);
        byte[] bytes = Files.readAllBytes(written);
        Path temporary = journal.resolveSibling(journal.getFileName() + ".tmp");
        Files.write(temporary, new byte[0]);
        points.reach("write temporary file created");
        Files.write(temporary, Arrays.copyOf(bytes, bytes.length / 2));
        points.reach("write temporary file half written");
        Files.write(temporary, bytes);
        points.reach("write temporary file whole");
        Files.move(temporary, journal, StandardCopyOption.ATOMIC_MOVE);
        points.reach("write renamed");
        Files.delete(written);
        Files.delete(elsewhere);
    }
}
