// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

/** Is told what happens to the table. Called on one thread, in order, without a lock held. */
public interface TableListener {

    /** The tree is no longer what the table says, or may not be: somebody should read it again. */
    void treeChanged();

    /**
     * The table or its staleness is new.
     *
     * @param state what is published now
     */
    void published(TableState state);

    /** An adapter came or went, or another one is in use. */
    void adaptersChanged();

    /** {@return one who only wants to know of adapters} */
    static TableListener ofAdapters(Runnable listener) {
        return new TableListener() {
            @Override
            public void treeChanged() {
                // Not asked for.
            }

            @Override
            public void published(TableState state) {
                // Not asked for.
            }

            @Override
            public void adaptersChanged() {
                listener.run();
            }
        };
    }
}
