// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.rcm.RcmState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * The queries of a registrant that may be taken back: one process may make several, one within the
 * other. Immutable.
 *
 * @param all in the order in which they began
 */
record Queries(List<Query> all) {

    static final Queries NONE = new Queries(List.of());

    /**
     * A query.
     *
     * @param number of the request
     * @param before the state that the registrant was in
     */
    record Query(long number, RcmState before) {}

    Queries {
        all = List.copyOf(all);
    }

    /** {@return these with one more, unless it is there} */
    Queries with(long number, RcmState before) {
        if (find(number).isPresent()) {
            return this;
        }
        List<Query> more = new ArrayList<>(all);
        more.add(new Query(number, before));
        return new Queries(more);
    }

    /** {@return these without one; what was before it was then before the next} */
    Queries without(long number) {
        List<Query> left = new ArrayList<>();
        Query gone = null;
        for (Query one : all) {
            if (one.number() == number) {
                gone = one;
            } else {
                left.add(gone == null ? one : new Query(one.number(), gone.before()));
                gone = null;
            }
        }
        return new Queries(left);
    }

    Optional<Query> find(long number) {
        return all.stream().filter(one -> one.number() == number).findFirst();
    }

    /** {@return whether there are some, all of such requests} */
    boolean areAll(LongPredicate requests) {
        return !all.isEmpty() && all.stream().allMatch(one -> requests.test(one.number()));
    }

    /** {@return whether nobody has asked since that request did} */
    boolean isLast(long number) {
        return !all.isEmpty() && all.get(all.size() - 1).number() == number;
    }
}
