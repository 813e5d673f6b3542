// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.journal.Content;
import io.lastpath.engine.internal.journal.JournalStore;
import java.io.IOException;

/**
 * A journal that tells what a later run will find in it, and which numbers of requests that run
 * will not use again.
 */
final class NumberedStore implements JournalStore {

    private final JournalStore store;
    private volatile Content kept = Content.EMPTY;

    NumberedStore(JournalStore store) {
        this.store = store;
    }

    /** {@return the last number that is kept to have been drawn; without limit where none is} */
    long numbersKept() {
        return isKept() ? kept.numbers() : Long.MAX_VALUE;
    }

    /** {@return what was read or written last} */
    Content kept() {
        return kept;
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
        kept = loaded.content();
        return loaded;
    }

    @Override
    public boolean isKept() {
        return store.isKept();
    }

    @Override
    public void write(Content content) throws IOException {
        store.write(content);
        kept = content;
    }

    @Override
    public String toString() {
        return store.toString();
    }
}
