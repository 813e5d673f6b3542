// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.rcm.RcmState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What {@link TableInterleavings} comes to if one thing is done after the other: the table of the
 * reference daemon, with its slots, and what a query taken back leaves. For one thread.
 */
public class TableModel {

    private static final Set<RcmState> SETTLED =
            EnumSet.of(RcmState.OFFLINE, RcmState.OFFLINE_FAIL);

    private static final class Entry {
        final Place place;
        final int initiator;
        RcmState state = RcmState.OFFLINE_QUERYING;
        int request;
        RcmState earlierState;
        int earlierRequest;

        Entry(Place place, int request) {
            this.place = place;
            this.initiator = TableInterleavings.initiator(request);
            this.request = request;
        }

        boolean isQuerying() {
            return state == RcmState.OFFLINE_QUERYING;
        }

        void become(RcmState next, int by) {
            state = next;
            request = by;
            earlierState = null;
        }

        String holder() {
            return place.text() + " " + state + " by pid " + initiator + " for request " + request;
        }
    }

    /** Null where a slot is free. */
    private final List<Entry> slots = new ArrayList<>();

    public String take(int request, Place place) {
        Entry entry = find(place);
        if (entry == null) {
            return takeFree(request, place);
        }
        String refusal = refusal(entry, request, entry.isQuerying() || isSettled(entry));
        if (refusal != null) {
            return refusal;
        }
        if (entry.request != request) {
            entry.earlierState = entry.state;
            entry.earlierRequest = entry.request;
        }
        entry.state = RcmState.OFFLINE_QUERYING;
        entry.request = request;
        return "SUCCESS NONE []";
    }

    /** Of those at or above the place the first in slot order ends the search. */
    private String takeFree(int request, Place place) {
        List<String> inTheWay = new ArrayList<>();
        for (Entry one : held().toList()) {
            boolean above = one.place == place || place.isBelow(one.place);
            if (above || one.place.isBelow(place)) {
                inTheWay.add(one.holder());
            }
            if (above) {
                break;
            }
        }
        if (!inTheWay.isEmpty()) {
            return "CONFLICT NONE " + inTheWay;
        }
        int free = slots.indexOf(null);
        if (free < 0) {
            slots.add(new Entry(place, request));
        } else {
            slots.set(free, new Entry(place, request));
        }
        return "SUCCESS NONE []";
    }

    public String commit(int request, Place place) {
        return advance(
                request, place, RcmState.OFFLINING, one -> one.isQuerying() || isSettled(one));
    }

    /** A query under way is ended by its own request only. */
    public String bringBack(int request, Place place) {
        return advance(
                request, place, RcmState.ONLINING, one -> one.isQuerying() || isSettled(one));
    }

    public String remove(int request, Place place) {
        return advance(request, place, RcmState.REMOVING, TableModel::isSettled);
    }

    private String advance(int request, Place place, RcmState next, Predicate<Entry> allowed) {
        Entry entry = find(place);
        if (entry == null) {
            return "FAILURE NONE []";
        }
        boolean ending = next != RcmState.OFFLINING;
        if (ending && entry.isQuerying() && entry.request != request) {
            return later(entry);
        }
        String refusal = refusal(entry, request, allowed.test(entry));
        if (refusal == null) {
            entry.become(next, request);
        }
        return refusal == null ? "SUCCESS NONE []" : refusal;
    }

    private static String refusal(Entry entry, int request, boolean allowed) {
        if (allowed && entry.initiator == TableInterleavings.initiator(request)) {
            return null;
        }
        return entry.isQuerying() || isSettled(entry)
                ? "CONFLICT NONE [" + entry.holder() + "]"
                : later(entry);
    }

    private static String later(Entry entry) {
        return "FAILURE EAGAIN [" + entry.holder() + "]";
    }

    public void settle(int request, Place place) {
        Entry entry = find(place);
        if (entry != null && entry.state == RcmState.OFFLINING && entry.request == request) {
            entry.become(RcmState.OFFLINE, request);
        }
    }

    public void end(int request, Place place) {
        Entry entry = find(place);
        if (entry != null && entry.request == request) {
            free(entry);
        }
    }

    public void takeBack(int request, Place place) {
        Entry entry = find(place);
        if (entry == null || entry.request != request || !entry.isQuerying()) {
            return;
        }
        if (entry.earlierState == null) {
            free(entry);
        } else {
            entry.become(entry.earlierState, entry.earlierRequest);
        }
    }

    public String inTheWayOf(Place place) {
        return held().filter(one -> one.place == place || place.isBelow(one.place))
                .findFirst()
                .map(Entry::holder)
                .orElse("nobody");
    }

    public String all() {
        List<String> lastFirst = new ArrayList<>(held().map(Entry::holder).toList());
        Collections.reverse(lastFirst);
        return lastFirst.toString();
    }

    private static boolean isSettled(Entry entry) {
        return SETTLED.contains(entry.state);
    }

    private void free(Entry entry) {
        slots.set(slots.indexOf(entry), null);
    }

    private Stream<Entry> held() {
        return slots.stream().filter(one -> one != null);
    }

    private Entry find(Place place) {
        return held().filter(one -> one.place == place).findFirst().orElse(null);
    }
}
