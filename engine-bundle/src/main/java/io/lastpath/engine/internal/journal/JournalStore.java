// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

import java.io.IOException;

/** Where the journal is kept. Called by one thread at a time. */
public interface JournalStore {

    /** Keeps nothing. */
    JournalStore NONE =
            new JournalStore() {
                @Override
                public Loaded load() {
                    return Loaded.of(Content.EMPTY);
                }

                @Override
                public void write(Content content) {}

                @Override
                public boolean isKept() {
                    return false;
                }

                @Override
                public String toString() {
                    return "";
                }
            };

    /**
     * What was found at the start.
     *
     * @param content what could be read
     * @param loss what could not, where it is now and what is known of it; empty if nothing is lost
     */
    record Loaded(Content content, String loss) {
        static Loaded of(Content content) {
            return new Loaded(content, "");
        }
    }

    /**
     * Becomes the only one that keeps this journal, if it is not yet. Does not wait.
     *
     * @return who else does, in a sentence; empty if nobody else can
     * @throws IOException if that cannot be made sure of; then nothing can be kept either
     */
    default String claim() throws IOException {
        return "";
    }

    /** Lets others keep it. Nothing is written after that. */
    default void release() {}

    /**
     * Reads what was kept last. Never fails: what cannot be read is kept aside.
     *
     * @return what was found
     */
    Loaded load();

    /** {@return whether anything is kept at all} */
    default boolean isKept() {
        return true;
    }

    /**
     * Keeps this in the place of all that was kept before. It is on the disk when this returns.
     *
     * @param content what to keep
     * @throws IOException if it cannot; what was kept before is still there
     */
    void write(Content content) throws IOException;
}
