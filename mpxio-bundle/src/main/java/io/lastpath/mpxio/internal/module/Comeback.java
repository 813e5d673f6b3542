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
import java.util.Optional;
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

    private final String phci;
    private final GroupTable table;
    private final HandleStates states;
    private final Named named;

    /** Why the table does not tell what became of them; empty where it does. */
    private final Optional<String> blindness;

    /** Went with the PHCI, and are back or said to be; by device path. */
    private final Map<String, Asked.Disk> told;

    /** Stay out with another one. */
    private final Map<String, Asked.Disk> out;

    private final Set<String> usable;

    private Comeback(
            String phci,
            GroupTable table,
            RcmHandle handle,
            Optional<String> blindness,
            Map<String, Asked.Disk> own,
            Map<String, Asked.Disk> elsewhere) {
        this.phci = phci;
        this.table = table;
        this.states = new HandleStates(table, handle);
        this.named = Named.by(handle);
        this.blindness = blindness;
        Map<String, Asked.Disk> all = new TreeMap<>(own);
        all.putAll(elsewhere);
        this.usable = all.isEmpty() ? Set.of() : usable(all.keySet());
        this.out = new TreeMap<>(elsewhere);
        this.out.keySet().removeAll(usable);
        this.told = new TreeMap<>(own);
        this.told.keySet().removeAll(out.keySet());
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
    static Comeback of(
            String phci, Taken taken, Refresh refresh, List<Asked.Disk> waiting, Effects effects) {
        Map<String, Asked.Disk> own = new TreeMap<>(taken.of(phci));
        Map<String, Asked.Disk> elsewhere = new TreeMap<>();
        own.values().stream()
                .filter(disk -> isOutElsewhere(disk.path(), phci, taken, effects))
                .forEach(disk -> elsewhere.put(disk.path(), disk));
        Map<String, Asked.Disk> rest = effects.isExact() ? elsewhere : own; // group tells them all
        waiting.stream()
                .filter(disk -> !own.containsKey(disk.path()))
                .forEach(disk -> rest.put(disk.path(), disk));
        String which = taken.of(phci).isEmpty() ? "hang by " : "went with ";
        Optional<String> blindness =
                own.isEmpty() && elsewhere.isEmpty()
                        ? Optional.empty()
                        : Blindness.of(refresh, phci, taken);
        return new Comeback(
                phci,
                refresh.state().table(),
                effects.handle(),
                blindness.map(
                        why -> "whether the clients that " + which + phci + " are back: " + why),
                own,
                elsewhere);
    }

    /** Whether a client went with another PHCI as well, which is out; {@code group} tells it. */
    private static boolean isOutElsewhere(String path, String phci, Taken taken, Effects effects) {
        StillOut out = new StillOut(effects.handle());
        return effects.isExact()
                && taken.with(path).stream()
                        .anyMatch(other -> !other.equals(phci) && out.isHeld(other));
    }

    /**
     * {@return device paths of those that stay out with another PHCI: the tree, or while that
     * cannot be read the last one that is known, shows no usable path of theirs}
     */
    Set<String> out() {
        return Set.copyOf(out.keySet());
    }

    /**
     * Tells what is unknown, or not so.
     *
     * @param isOut tells by resource names which of them are out, once users have been told: the
     *     other PHCI may have brought them back meanwhile
     * @return a sentence each; none where all are back
     */
    List<Assessment> doubts(Predicate<String> isOut) {
        List<String> staying = paths(disk -> isOut.test(disk.resource()));
        List<String> back = paths(disk -> !isOut.test(disk.resource()));
        String one = " has " + none();
        String several = " have " + none();
        return Stream.of(
                        blindness.map(why -> Stream.of(unknown(why))).orElseGet(this::seen),
                        told(back, one, several),
                        doubt(
                                staying,
                                one + ", so that its users are not told that it is",
                                several + ", so that their users are not told that they are"))
                .flatMap(doubts -> doubts)
                .toList();
    }

    private List<String> paths(Predicate<Asked.Disk> which) {
        return out.values().stream().filter(which).map(Asked.Disk::path).toList();
    }

    private String none() {
        return blindness.isEmpty() ? NONE : NONE + " as it was seen last";
    }

    private Stream<Assessment> seen() {
        List<String> lacking =
                told.keySet().stream().filter(path -> !usable.contains(path)).toList();
        Sightings seen = Sightings.of(table, usable);
        List<String> others =
                told.values().stream()
                        .filter(disk -> usable.contains(disk.path()) && seen.isAnother(disk))
                        .map(seen::thenAndNow)
                        .toList();
        return Stream.concat(
                told(lacking, " has " + NONE, " have " + NONE),
                told(
                        others,
                        " is another disk than was let go",
                        " are other disks than were let go"));
    }

    private Stream<Assessment> told(List<String> clients, String one, String several) {
        return doubt(
                clients,
                one + ", though its users are told that it is",
                several + ", though their users are told that they are");
    }

    private Stream<Assessment> doubt(List<String> clients, String one, String several) {
        if (clients.isEmpty()) {
            return Stream.of();
        }
        String told = clients.size() == 1 ? one : several;
        return Stream.of(unknown(Shown.of(clients) + told + " back with " + phci));
    }

    private static Assessment unknown(String why) {
        return new Assessment(Verdict.UNKNOWN, why);
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
