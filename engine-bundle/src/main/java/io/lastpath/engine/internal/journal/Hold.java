// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.names.TreeKey;
import java.util.HashSet;
import java.util.Set;

/**
 * That an outside request holds a dependent. Immutable.
 *
 * @param number of the request
 * @param owner whose request it is
 * @param roots which of the resources that the request itself named it was taken for; none where it
 *     was taken while an event was served
 * @param through the dependents on the way from there: it cannot come back before them
 * @param ended whether all of the roots have come back: who takes one of them later has no part in
 *     it; no journal keeps that
 */
public record Hold(
        long number, Owner owner, Set<TreeKey> roots, Set<TreeKey> through, boolean ended) {

    /** Copies the sets. */
    public Hold {
        roots = Set.copyOf(roots);
        through = Set.copyOf(through);
    }

    /** One whose roots have not come back. */
    public Hold(long number, Owner owner, Set<TreeKey> roots, Set<TreeKey> through) {
        this(number, owner, roots, through, false);
    }

    /** {@return this as what was taken for these alone} */
    public Hold of(Set<TreeKey> some) {
        return new Hold(number, owner, some, through, ended);
    }

    /** {@return this as one of which nothing but the way is left} */
    public Hold end() {
        return new Hold(number, owner, roots, through, true);
    }

    /** {@return this with what another hold of the same request was taken for and through} */
    public Hold and(Hold other) {
        return new Hold(
                number,
                owner,
                union(roots, other.roots),
                union(through, other.through),
                ended && other.ended);
    }

    /** {@return this as the hold of what was taken through the dependent} */
    public Hold through(Set<TreeKey> way) {
        return new Hold(number, owner, roots, union(through, way), ended);
    }

    private static Set<TreeKey> union(Set<TreeKey> some, Set<TreeKey> others) {
        Set<TreeKey> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
