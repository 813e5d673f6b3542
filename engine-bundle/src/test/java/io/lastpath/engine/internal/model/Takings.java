// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What a query has taken, and what was there before (R3). */
final class Takings {

    private final Map<Entry, Prior> taken = new LinkedHashMap<>();

    /**
     * What was there before.
     *
     * @param isNew there was no entry
     * @param chain the resources under whose walks it was taken, itself last
     * @param holders who held it, without those who have let go since
     * @param clients states of the registrants
     */
    record Prior(
            boolean isNew,
            List<Place> chain,
            int state,
            long number,
            int depth,
            String interval,
            boolean wide,
            boolean forced,
            List<Entry.Holder> holders,
            Set<Client.Key> called,
            Set<Client.Key> owed,
            Prior undone,
            Map<Client, Integer> clients) {

        boolean isUnder(List<Place> outer) {
            return chain.size() >= outer.size()
                    && IntStream.range(0, outer.size())
                            .allMatch(i -> chain.get(i).isSame(outer.get(i)));
        }

        void restore(Entry entry, Table table) {
            clients.forEach((one, before) -> one.become(one.isRemoved() ? one.state : before));
            if (isNew) {
                table.remove(entry);
                return;
            }
            settle(entry);
            entry.holders = new ArrayList<>(holders);
            entry.owed = new LinkedHashSet<>(owed);
        }

        /** What was only asked about is as far as it was before; the holder stays. */
        void settle(Entry entry) {
            entry.state = state;
            entry.number = number;
            entry.depth = depth;
            entry.interval = interval;
            entry.wide = wide;
            entry.forced = forced;
            entry.called = new LinkedHashSet<>(called);
            entry.undone = undone;
        }
    }

    void note(long number, Entry entry, boolean isNew, List<Place> chain, List<Client> clients) {
        Prior known = taken.get(entry);
        if (known != null && (entry.number == number || isStillNew(known, entry, number))) {
            return;
        }
        Map<Client, Integer> states = new HashMap<>();
        // What this request asked about before, others may have gone on with meanwhile; and where
        // nothing was open, nobody is being asked any more.
        boolean isAsked = known == null && !isNew;
        clients.forEach(one -> states.put(one, isAsked ? one.state : one.settled()));
        List<Entry.Holder> holders = entry.keepHolders();
        taken.put(
                entry,
                new Prior(
                        isNew,
                        chain,
                        entry.state,
                        entry.number,
                        entry.depth,
                        entry.interval,
                        entry.wide,
                        entry.forced,
                        holders,
                        Set.copyOf(entry.called),
                        Set.copyOf(entry.owed),
                        entry.undone,
                        states));
    }

    /** Nobody else holds it, or has gone on with it meanwhile. */
    private static boolean isStillNew(Prior known, Entry entry, long number) {
        return known.isNew && entry.isOnlyOf(number) && States.QUERYING.contains(entry.state);
    }

    /** It is no query any more that the request makes of it. */
    void forget(Entry entry) {
        taken.remove(entry);
    }

    Prior prior(Entry entry) {
        return taken.get(entry);
    }
}
