// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RequestSequence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A DR request as the journal keeps it. Immutable.
 *
 * @param slot its place in the table
 * @param resource its resolved name
 * @param filesys whether it was taken as the root of a file system
 * @param state how far it is; that before the query where a query may still be taken back
 * @param sequence the request that last changed it
 * @param interval of a suspend; zero for none
 * @param owner whose it is
 * @param flags of the request that created it
 * @param since when it was created
 * @param origin which resource of the outside request's own list it was taken for
 * @param holds the outside requests that hold it, where it is a dependent
 * @param called who was called under it
 * @param served those of them who have served it to its end, so that they took along what they
 *     wanted: not who was called first by what was under way
 */
public record OpenRequest(
        int slot,
        String resource,
        boolean filesys,
        RcmState state,
        RequestSequence sequence,
        Duration interval,
        Owner owner,
        RcmFlags flags,
        Instant since,
        TreeKey origin,
        List<Hold> holds,
        Set<Called> called,
        Set<Called> served) {

    /** Copies the lists. */
    public OpenRequest {
        holds = List.copyOf(holds);
        called = Set.copyOf(called);
        served = Set.copyOf(served);
    }
}
