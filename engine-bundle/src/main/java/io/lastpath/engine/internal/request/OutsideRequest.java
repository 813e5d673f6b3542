// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.names.TreeKey;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * What all scopes of an outside request have in common.
 *
 * @param owner who asks
 * @param number of the request
 * @param recovering whether an earlier run's request is redone or undone
 * @param running whether the coordinator still works
 * @param leftover what is redone or undone; null where somebody asks for something
 * @param places that the request itself names
 * @param informed the places whose dependents were told already
 * @param redone what it is redone with; guarded by the table's lock
 * @param ended what was ended, or is being so; guarded by the table's lock
 */
record OutsideRequest(
        Owner owner,
        long number,
        boolean recovering,
        BooleanSupplier running,
        DrEntry leftover,
        Set<TreeKey> places,
        Set<TreeKey> informed,
        Set<DrEntry> redone,
        Set<DrEntry> ended) {

    /** One of which nothing has been done yet. */
    static OutsideRequest of(
            Owner owner,
            long number,
            boolean recovering,
            BooleanSupplier running,
            DrEntry leftover) {
        return new OutsideRequest(
                owner,
                number,
                recovering,
                running,
                leftover,
                ConcurrentHashMap.newKeySet(),
                ConcurrentHashMap.newKeySet(),
                new HashSet<>(),
                new HashSet<>());
    }
}
