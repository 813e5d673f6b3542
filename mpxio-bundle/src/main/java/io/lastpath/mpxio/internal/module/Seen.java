// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.rcm.RcmHandle;
import java.util.OptionalLong;

/**
 * That a PHCI was seen to be away, or that a person said that it is there. Times are those of
 * {@link System#nanoTime}. Immutable.
 *
 * @param source the adapter whose tree that is about
 * @param since what was removed before is not meant; empty for whatever was removed before that
 * @param at when that was seen or said: what was removed after it is not meant
 */
record Seen(long source, OptionalLong since, long at) {

    /** Tells the coordinator of a resource that it is there again. */
    void tell(RcmHandle handle, String resource) {
        if (since.isPresent()) {
            handle.seenAgain(resource, since.getAsLong(), at);
        } else {
            handle.seenAgain(resource, at);
        }
    }
}
