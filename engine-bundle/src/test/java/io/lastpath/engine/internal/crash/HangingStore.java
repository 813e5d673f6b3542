// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import io.lastpath.engine.internal.journal.Content;
import io.lastpath.engine.internal.journal.JournalFile;
import io.lastpath.engine.internal.journal.JournalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** A journal on a disk that does not answer for a while. */
final class HangingStore implements JournalStore {

    private final JournalStore store;
    private volatile CountDownLatch answering = new CountDownLatch(0);

    HangingStore(Path journal) {
        store = new JournalFile(journal, Clock.systemUTC());
    }

    void hang() {
        answering = new CountDownLatch(1);
    }

    void answer() {
        answering.countDown();
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
        try {
            answering.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        store.write(content);
    }

    @Override
    public String toString() {
        return store.toString();
    }
}
