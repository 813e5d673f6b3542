// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.Refresh;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Doubts;
import io.lastpath.mpxio.internal.analysis.HandleStates;
import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is to be said against the news that a PHCI is back: its clients may take longer, not come
 * back at all, or be other ones. For one thread.
 */
final class Comeback {

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
     * Looks for the clients that were let go with a PHCI.
     *
     * @param phci the PHCI
     * @param taken what was taken with it
     * @param refresh of the tree since
     * @param handle tells which PHCIs are online
     * @return what is unknown, or not so; empty where all clients are back
     */
    static List<Assessment> doubts(String phci, Taken taken, Refresh refresh, RcmHandle handle) {
        Map<String, Asked.Disk> clients = new TreeMap<>(taken.of(phci));
        if (clients.isEmpty()) {
            return List.of();
        }
        Optional<String> why = blindness(refresh, taken.adapter(phci));
        return why.isPresent()
                ? List.of(
                        unknown(
                                "whether the clients that went with "
                                        + phci
                                        + " are back: "
                                        + why.get()))
                : new Comeback(phci, refresh.state().table(), handle).doubts(clients);
    }

    private static Optional<String> blindness(Refresh refresh, String adapter) {
        TableState state = refresh.state();
        if (!refresh.isGood()) {
            return Optional.of(refresh.failure());
        }
        if (state.isStale()) {
            return Optional.of(Doubts.stale(state));
        }
        return state.adapter().equals(adapter)
                ? Optional.empty()
                : Optional.of(
                        "they were let go as device tree adapter "
                                + adapter
                                + " showed them, and adapter "
                                + state.adapter()
                                + " is in use now");
    }

    private static Assessment unknown(String why) {
        return new Assessment(Verdict.UNKNOWN, why);
    }

    private List<Assessment> doubts(Map<String, Asked.Disk> clients) {
        Set<String> usable = usable(clients.keySet());
        List<String> lacking =
                clients.keySet().stream().filter(path -> !usable.contains(path)).toList();
        Sightings seen = Sightings.of(table, usable);
        List<String> others =
                clients.values().stream()
                        .filter(disk -> usable.contains(disk.path()) && seen.isAnother(disk))
                        .map(disk -> thenAndNow(disk, seen))
                        .toList();
        String none = "no usable path in the device tree";
        return Stream.concat(
                        doubt(lacking, " has " + none, " have " + none),
                        doubt(
                                others,
                                " is another disk than was let go",
                                " are other disks than were let go"))
                .toList();
    }

    private static String thenAndNow(Asked.Disk disk, Sightings seen) {
        return disk.path()
                + " ("
                + disk.identity()
                + " then, "
                + String.join(", ", seen.identities(disk.path()))
                + " now)";
    }

    private Stream<Assessment> doubt(List<String> clients, String one, String several) {
        if (clients.isEmpty()) {
            return Stream.of();
        }
        String told =
                clients.size() == 1
                        ? one + ", though its users are told that it is"
                        : several + ", though their users are told that they are";
        return Stream.of(unknown(Shown.of(clients) + told + " back with " + phci));
    }

    private Set<String> usable(Set<String> clients) {
        Set<String> usable = new HashSet<>();
        for (int g = 0; g < table.groupCount(); g++) {
            Group group = table.group(g);
            IntStream.range(0, group.size())
                    .filter(client -> clients.contains(group.devicePath(client)))
                    .filter(client -> isUsable(group, client))
                    .mapToObj(group::devicePath)
                    .forEach(usable::add);
        }
        return usable;
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
