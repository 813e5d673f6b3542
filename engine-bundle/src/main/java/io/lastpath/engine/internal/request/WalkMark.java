// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.names.TreeKey;

/**
 * A walk that is under way: which step is being carried out below which place.
 *
 * @param step the step, or whatever else tells one kind of walk from another
 * @param key where it starts
 * @param filesys whether it carries the file system mark
 */
public record WalkMark(Enum<?> step, TreeKey key, boolean filesys) {

    /** Walks that belong to no step. */
    private enum Other {
        CANCEL
    }

    /** {@return the walk that takes the query of a place back} */
    public static WalkMark ofCancel(TreeKey key, boolean filesys) {
        return new WalkMark(Other.CANCEL, key, filesys);
    }

    /** {@return whether a query is taken back} */
    boolean isCancel() {
        return step == Other.CANCEL;
    }
}
