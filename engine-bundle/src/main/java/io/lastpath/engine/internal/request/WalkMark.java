// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.RegistrationKind;

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
        CANCEL,
        CAPACITY_NOTICE
    }

    /** {@return the walk that takes the query of a place back} */
    public static WalkMark ofCancel(TreeKey key, boolean filesys) {
        return new WalkMark(Other.CANCEL, key, filesys);
    }

    /** {@return the walk that tells of another capacity} */
    public static WalkMark ofCapacityNotice(TreeKey key) {
        return new WalkMark(Other.CAPACITY_NOTICE, key, false);
    }

    /** {@return whether somebody is asked, or told after all agreed, to let go of something} */
    public boolean isAsking() {
        return step instanceof Step one ? !one.isEnding() : step == RegistrationKind.CAPACITY;
    }

    /** {@return whether a query is taken back} */
    boolean isCancel() {
        return step == Other.CANCEL;
    }
}
