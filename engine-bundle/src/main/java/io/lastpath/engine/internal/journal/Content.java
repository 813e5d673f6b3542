// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

import io.lastpath.engine.internal.names.TreeKey;
import java.util.List;
import java.util.Set;

/**
 * All that the journal keeps. Immutable.
 *
 * @param numbers requests up to this number may have been made
 * @param loss what an earlier run could not read, until somebody acknowledges it; empty for none
 * @param requests the open DR requests
 * @param removed the places whose users were told that they are gone
 */
public record Content(long numbers, String loss, List<OpenRequest> requests, Set<TreeKey> removed) {

    /** What a journal holds that was never written. */
    public static final Content EMPTY = new Content(0, "", List.of(), Set.of());

    /** Copies the collections. */
    public Content {
        requests = List.copyOf(requests);
        removed = Set.copyOf(removed);
    }
}
