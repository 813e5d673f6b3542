// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A call into the coordinator (section 3).
 *
 * @param request the outside request that it is part of
 * @param depth 0 from outside
 * @param chain the resources under whose walks it is made, the outside one first
 * @param takings what is given back if the query is refused; null where nobody asks
 */
record Call(Request request, int depth, List<Place> chain, Takings takings) {

    static final int DEEPEST = 32;

    static Call outside(Request request) {
        return new Call(request, 0, List.of(), new Takings());
    }

    /** What a callback made under a walk of that place calls with. */
    Call under(Place place) {
        return new Call(request, depth + 1, with(place), takings);
    }

    /** R2c: what is told on behalf of a root that has ended. */
    Call onBehalfOf(Place root) {
        return new Call(request, depth, with(root), takings);
    }

    /** R6: an operation of its own. */
    Call whole() {
        return new Call(request, depth, chain, new Takings());
    }

    List<Place> with(Place place) {
        List<Place> longer = new ArrayList<>(chain);
        longer.add(place);
        return List.copyOf(longer);
    }

    /** R2b: the resource of the outside list under whose walk this is. */
    Place root() {
        return chain.get(0);
    }

    /** The places between the outside request's own list and what is called for. */
    Set<Place> through() {
        return chain.stream()
                .filter(one -> request.roots.stream().noneMatch(one::isSame))
                .collect(Collectors.toSet());
    }

    boolean isUnderWay(String step, Place place, boolean mark) {
        return request.underWay.contains(new Request.Walk(step, place.parts(), mark));
    }
}
