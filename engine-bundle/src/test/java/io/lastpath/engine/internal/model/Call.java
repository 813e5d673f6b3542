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
 * @param isAgain R14: a redo asks somebody who makes it whom the redone request had asked before
 * @param takings what is given back if the query is refused; null where nobody asks
 * @param late whether somebody whom it called did not answer in time
 */
record Call(
        Request request,
        int depth,
        List<Place> chain,
        boolean isAgain,
        Takings takings,
        Late late) {

    /** Then what comes of it is a failure, whatever others say. */
    static final class Late {
        boolean happened;
    }

    static final int DEEPEST = 32;

    static Call outside(Request request) {
        return new Call(request, 0, List.of(), false, new Takings(), new Late());
    }

    /** What a callback made under a walk of that place calls with. */
    Call under(Place place, boolean again) {
        return new Call(request, depth + 1, with(place), again, takings, new Late());
    }

    /** One of several calls that a callback makes. */
    Call anew() {
        return new Call(request, depth, chain, isAgain, takings, new Late());
    }

    /** {@return the code of the call, if those who were called come to that} */
    String code(int result) {
        return result != 0 && late.happened ? "-1" : Integer.toString(result);
    }

    /** R6: an operation of its own. */
    Call whole(long number) {
        return new Call(request.own(number), depth, chain, isAgain, new Takings(), late);
    }

    /** R6: whether a module makes it when it hears of an event. */
    boolean isOfEvent() {
        return request.event && depth == 1;
    }

    /** R16: whether it is part of no other. */
    boolean isOperation() {
        return depth == 0 || isOfEvent();
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
