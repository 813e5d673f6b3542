// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.Refresh;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is to be said against the news that a PHCI is back: its clients may take longer, not come
 * back at all, or be other ones. For one thread.
 */
final class Comeback {

    private static final String NONE = "no usable path in the device tree";

    /**
     * What is known of the clients.
     *
     * @param out device paths of those that stay out with another PHCI that they were let go with
     * @param doubts what is unknown, or not so; empty where all are back
     */
    record News(Set<String> out, List<Assessment> doubts) {}

    private final String phci;
    private final GroupTable table;
    private final HandleStates states;
    private final Named named;

    /** Tells of clients that went with this PHCI whether they stay out without a usable path. */
    private final Predicate<String> staysOut;

    private Comeback(String phci, GroupTable table, RcmHandle handle, Predicate<String> staysOut) {
        this.phci = phci;
        this.table = table;
        this.states = new HandleStates(table, handle);
        this.named = Named.by(handle);
        this.staysOut = staysOut;
    }

    /**
     * Looks for the clients that were let go with a PHCI, and for those that hang by it and were
     * let go with another one.
     *
     * @param phci the PHCI
     * @param taken what was taken with it
     * @param refresh of the tree since
     * @param waiting clients that hang by it, and whose users wait to hear how it ended
     * @param effects knows the analysis, and whom to ask which PHCIs are online
     * @return what is known of them
     */
    static News of(
            String phci, Taken taken, Refresh refresh, List<Asked.Disk> waiting, Effects effects) {
        Map<String, Asked.Disk> own = new TreeMap<>(taken.of(phci));
        if (!effects.isExact()) { // which tells them all
            waiting.forEach(disk -> own.putIfAbsent(disk.path(), disk));
        }
        List<String> others =
                waiting.stream()
                        .map(Asked.Disk::path)
                        .filter(path -> !own.containsKey(path))
                        .sorted()
                        .toList();
        if (own.isEmpty() && others.isEmpty()) {
            return new News(Set.of(), List.of());
        }
        String which = taken.of(phci).isEmpty() ? "hang by " : "went with ";
        return Blindness.of(refresh, phci, taken)
                .map(why -> "whether the clients that " + which + phci + " are back: " + why)
                .map(Comeback::unknown)
                .map(unseen -> new News(Set.of(), List.of(unseen)))
                .orElseGet(
                        () ->
                                new Comeback(
                                                phci,
                                                refresh.state().table(),
                                                effects.handle(),
                                                path -> isOutElsewhere(path, phci, taken, effects))
                                        .news(own, others));
    }

    /** Whether a client went with another PHCI as well, which is out; {@code group} tells it. */
    private static boolean isOutElsewhere(String path, String phci, Taken taken, Effects effects) {
        StillOut out = new StillOut(effects.handle());
        return effects.isExact()
                && taken.with(path).stream()
                        .anyMatch(other -> !other.equals(phci) && out.isOut(other));
    }

    private static Assessment unknown(String why) {
        return new Assessment(Verdict.UNKNOWN, why);
    }

    private News news(Map<String, Asked.Disk> own, List<String> others) {
        Set<String> all = new HashSet<>(own.keySet());
        all.addAll(others);
        Set<String> usable = usable(all);
        List<String> out =
                all.stream()
                        .filter(path -> !usable.contains(path))
                        .filter(path -> !own.containsKey(path) || staysOut.test(path))
                        .sorted()
                        .toList();
        Stream<Assessment> staying =
                doubt(
                        out,
                        " has " + NONE + ", so that its users are not told that it is",
                        " have " + NONE + ", so that their users are not told that they are");
        Map<String, Asked.Disk> told = new TreeMap<>(own);
        told.keySet().removeAll(out);
        return new News(Set.copyOf(out), Stream.concat(doubts(told, usable), staying).toList());
    }

    private Stream<Assessment> doubts(Map<String, Asked.Disk> own, Set<String> usable) {
        List<String> lacking =
                own.keySet().stream().filter(path -> !usable.contains(path)).toList();
        Sightings seen = Sightings.of(table, usable);
        List<String> others =
                own.values().stream()
                        .filter(disk -> usable.contains(disk.path()) && seen.isAnother(disk))
                        .map(seen::thenAndNow)
                        .toList();
        String one = ", though its users are told that it is";
        String several = ", though their users are told that they are";
        return Stream.concat(
                doubt(lacking, " has " + NONE + one, " have " + NONE + several),
                doubt(
                        others,
                        " is another disk than was let go" + one,
                        " are other disks than were let go" + several));
    }

    private Stream<Assessment> doubt(List<String> clients, String one, String several) {
        if (clients.isEmpty()) {
            return Stream.of();
        }
        String told = clients.size() == 1 ? one : several;
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
                || (named.covers(resource) && states.ownState(way) != RcmState.REMOVE);
    }
}
