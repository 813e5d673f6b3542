// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.host;

import java.util.Set;

/**
 * How something lives on when members go. Immutable.
 *
 * @param word what it calls itself, for example {@code raid1}; empty for what lives on nothing
 * @param spare how many members more it can lose now, whichever they are
 * @param expendable names of members whose loss costs nothing, such as hot spares
 */
public record Redundancy(String word, int spare, Set<String> expendable) {

    /** Every member is needed. */
    public static final Redundancy NONE = new Redundancy("", 0, Set.of());

    /** Copies the names. */
    public Redundancy {
        expendable = Set.copyOf(expendable);
    }
}
