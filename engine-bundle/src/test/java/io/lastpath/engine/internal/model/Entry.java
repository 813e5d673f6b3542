// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An entry of the lock table (section 4). It survives the coordinator. */
final class Entry {

    final Place place;
    final boolean mark;
    final boolean cascaded;
    final long initiator;
    final int flags;
    int state;
    long number;
    int depth;
    String interval;

    /** R2: the outside requests that took a cascaded entry. */
    List<Holder> holders = new ArrayList<>();

    /** R14: who was called under this entry. */
    Set<Client.Key> called = new LinkedHashSet<>();

    /** R14: who was called before a restart and has not been called or told since. */
    Set<Client.Key> owed = new LinkedHashSet<>();

    /** The roots under which it was taken since the last restart. */
    final List<Place> retaken = new ArrayList<>();

    /** An outside request that took a cascaded entry, with the places of its own list. */
    record Holder(long number, List<Place> roots, long initiator) {
        boolean hasRoot(Place place) {
            return roots.stream().anyMatch(root -> root.isSame(place));
        }

        boolean hasRootIn(List<Place> places) {
            return places.stream().anyMatch(this::hasRoot);
        }
    }

    Entry(Place place, boolean mark, Call call, int flags) {
        this.place = place;
        this.mark = mark;
        this.cascaded = call.depth() > 0;
        this.initiator = call.request().initiator;
        this.flags = flags;
    }

    boolean is(Place other, boolean otherMark) {
        return mark == otherMark && place.isSame(other);
    }

    long shownPid() {
        return cascaded ? 0 : initiator;
    }

    boolean isHeldBy(Request request) {
        return holders.stream().anyMatch(one -> one.number() == request.number);
    }

    void set(int newState, Call call) {
        state = newState;
        number = call.request().number;
        depth = call.depth();
    }

    boolean isRetire() {
        return Flags.has(flags, Flags.RETIRE);
    }

    Observation.Tuple tuple(String error, String suffix) {
        return new Observation.Tuple(
                place.name() + suffix,
                "",
                shownPid(),
                state,
                number,
                depth,
                "DR operation in progress",
                error,
                java.util.Map.of());
    }
}
