// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.journal.Hold;
import io.lastpath.engine.internal.names.TreeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The outside requests that hold a dependent: it comes back when none is left. Immutable.
 *
 * @param all in the order in which they took it
 */
record Holds(List<Hold> all) {

    static final Holds NONE = new Holds(List.of());

    Holds {
        all = List.copyOf(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Optional<Owner> first() {
        return all.stream().findFirst().map(Hold::owner);
    }

    /** {@return these and the request that a scope belongs to} */
    Holds with(RequestScope scope) {
        long number = scope.sequence().number();
        if (all.stream().anyMatch(one -> one.number() == number)) {
            return this;
        }
        List<Hold> more = new ArrayList<>(all);
        more.add(new Hold(number, scope.owner(), scope.roots()));
        return new Holds(more);
    }

    /** {@return whether one of them was taken for this resource} */
    boolean has(TreeKey root) {
        return all.stream().anyMatch(one -> one.roots().contains(root));
    }

    /** {@return those that were not taken for a resource, which comes back} */
    Holds without(TreeKey root) {
        return only(one -> !one.roots().contains(root));
    }

    /**
     * Leaves out those whose requests are over.
     *
     * @param root a resource of such a request that has just ended
     * @param open tells whether there is still a request on a resource
     * @return the rest
     */
    Holds lasting(TreeKey root, Predicate<TreeKey> open) {
        return only(one -> !one.roots().contains(root) || !isOver(one, open));
    }

    /** {@return whether all their requests are over} */
    boolean areOver(Predicate<TreeKey> open) {
        return all.stream().allMatch(one -> isOver(one, open));
    }

    private Holds only(Predicate<Hold> wanted) {
        return new Holds(all.stream().filter(wanted).toList());
    }

    private static boolean isOver(Hold hold, Predicate<TreeKey> open) {
        return hold.roots().stream().noneMatch(open);
    }
}
