// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.journal.Content;
import io.lastpath.engine.internal.journal.JournalStore;
import java.io.IOException;

/** A journal that a killed coordinator cannot write to any more, though it still runs. */
final class FreezingStore implements JournalStore {

    private final JournalStore store;
    private volatile boolean frozen;
    private volatile boolean full;

    FreezingStore(JournalStore store) {
        this.store = store;
    }

    /** From now on there is no room on the disk, or there is again. */
    void full(boolean now) {
        full = now;
    }

    void freeze() {
        frozen = true;
    }

    @Override
    public Loaded load() {
        return store.load();
    }

    @Override
    public synchronized void write(Content content) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        if (!frozen) {
            store.write(content);
        }
    }
}
