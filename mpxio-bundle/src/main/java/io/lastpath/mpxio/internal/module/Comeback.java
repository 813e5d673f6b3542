// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.Refresh;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Doubts;
import io.lastpath.mpxio.internal.analysis.HandleStates;
import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is to be said against the news that a PHCI is back: its clients may take longer, or not come
 * back at all. For one thread.
 */
final class Comeback {

    private static final int SHOWN = 8;

    private final String phci;
    private final GroupTable table;
    private final HandleStates states;
    private final Named named;

    private Comeback(String phci, GroupTable table, RcmHandle handle) {
        this.phci = phci;
        this.table = table;
        this.states = new HandleStates(table, handle);
        this.named = Named.by(handle);
    }

    /**
     * Reads the tree once more where clients were let go with the PHCI.
     *
     * @param phci the PHCI
     * @param taken what was taken with it
     * @param keeper reads the tree
     * @param handle tells which PHCIs are online
     * @return what is unknown, or not so; empty where all clients are back
     */
    static List<Assessment> doubts(String phci, Taken taken, TableKeeper keeper, RcmHandle handle) {
        Set<String> clients = new TreeSet<>(taken.of(phci).keySet());
        if (clients.isEmpty()) {
            return List.of();
        }
        Refresh refresh = keeper.refresh();
        TableState state = refresh.state();
        if (!refresh.isGood() || state.isStale()) {
            String why = refresh.isGood() ? Doubts.stale(state) : refresh.failure();
            return unknown("whether the clients that went with " + phci + " are back: " + why);
        }
        new Comeback(phci, state.table(), handle).dropUsable(clients);
        return clients.isEmpty() ? List.of() : unknown(sentence(clients) + " back with " + phci);
    }

    private static List<Assessment> unknown(String why) {
        return List.of(new Assessment(Verdict.UNKNOWN, why));
    }

    private static String sentence(Set<String> clients) {
        String more = clients.size() > SHOWN ? " and " + (clients.size() - SHOWN) + " more" : "";
        return clients.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + more
                + (clients.size() == 1 ? " has" : " have")
                + " no usable path in the device tree, though "
                + (clients.size() == 1
                        ? "its users are told that it is"
                        : "their users are told that they are");
    }

    private void dropUsable(Set<String> clients) {
        for (int g = 0; g < table.groupCount(); g++) {
            Group group = table.group(g);
            IntStream.range(0, group.size())
                    .filter(client -> clients.contains(group.devicePath(client)))
                    .filter(client -> isUsable(group, client))
                    .mapToObj(group::devicePath)
                    .forEach(clients::remove);
        }
    }

    private boolean isUsable(Group group, int client) {
        return IntStream.range(0, group.slots())
                .filter(slot -> group.isUsable(client, slot))
                .map(group::phci)
                .anyMatch(this::isBack);
    }

    /** What the same call names comes back with it, before or after. */
    private boolean isBack(int way) {
        String resource = table.phciResource(way);
        return resource.equals(phci)
                || states.isOnline(way)
                || (named.covers(resource) && states.state(way) != RcmState.REMOVE);
    }
}
