// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.journal.Content;
import io.lastpath.engine.internal.journal.JournalStore;
import java.io.IOException;

/** A journal that a killed coordinator cannot write to any more, though it still runs. */
final class FreezingStore implements JournalStore {

    private final JournalStore store;
    private volatile boolean frozen;

    FreezingStore(JournalStore store) {
        this.store = store;
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
        if (!frozen) {
            store.write(content);
        }
    }
}
