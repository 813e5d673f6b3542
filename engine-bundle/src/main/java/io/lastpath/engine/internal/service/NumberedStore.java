// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.journal.Content;
import io.lastpath.engine.internal.journal.JournalStore;
import java.io.IOException;

/** A journal that tells which numbers of requests no later run will use again. */
final class NumberedStore implements JournalStore {

    private final JournalStore store;
    private volatile long kept;

    NumberedStore(JournalStore store) {
        this.store = store;
    }

    /** {@return the last number that is kept to have been drawn; without limit where none is} */
    long numbersKept() {
        return isKept() ? kept : Long.MAX_VALUE;
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
        Loaded loaded = store.load();
        kept = loaded.content().numbers();
        return loaded;
    }

    @Override
    public boolean isKept() {
        return store.isKept();
    }

    @Override
    public void write(Content content) throws IOException {
        store.write(content);
        kept = content.numbers();
    }

    @Override
    public String toString() {
        return store.toString();
    }
}
