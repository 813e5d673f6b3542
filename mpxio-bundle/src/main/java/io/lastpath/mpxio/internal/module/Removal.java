// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static java.util.stream.Collectors.toSet;

import io.lastpath.mpxio.internal.adapter.Refresh;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Doubts;
import io.lastpath.mpxio.internal.table.Gaps;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which clients are gone with a PHCI that is: what hung there may have left the tree since, or stay
 * in it without a path. Immutable.
 *
 * @param phci what was removed
 * @param state what was seen when it was
 * @param disks the clients, in the order in which they are told
 * @param others that hung there as well, kept another path, and have none now or are other ones
 * @param replaced device paths of those of both whose names stand for disks with a usable path
 * @param doubtful why this may be wrong
 */
record Removal(
        String phci,
        TableState state,
        List<Asked.Disk> disks,
        List<Asked.Disk> others,
        Set<String> replaced,
        List<Assessment> doubtful) {

    /**
     * Works it out.
     *
     * @param phci what was removed
     * @param taken what was taken with it
     * @param refresh of the tree since users were told to let go
     * @param effects works out what the loss does
     * @return the clients that are gone or out
     */
    static Removal of(String phci, Taken taken, Refresh refresh, Effects effects) {
        TableState state = refresh.state();
        if (!taken.contains(phci) || !refresh.isGood() || state.isStale()) {
            return of(phci, effects.of(state, phci), unread(phci, refresh));
        }
        boolean isPulled = state.table().phciByResource(phci) < 0; // as is meant
        Effect effect = isPulled ? effects.ofGone(state, Set.of()) : effects.of(state, phci);
        List<Assessment> doubts =
                Blindness.ofAnotherAdapter(state, phci, taken)
                        .map(
                                why ->
                                        "whether the clients that went with "
                                                + phci
                                                + " are gone: "
                                                + why)
                        .map(why -> new Assessment(Verdict.UNKNOWN, why))
                        .stream()
                        .toList();
        return of(phci, effect, taken, effects, doubts);
    }

    /** Another read may have gone well; what is stale says so itself. */
    private static List<Assessment> unread(String phci, Refresh refresh) {
        String why =
                "whether the clients that went with " + phci + " are gone: " + refresh.failure();
        return refresh.isGood() || refresh.state().isStale()
                ? List.of()
                : List.of(new Assessment(Verdict.UNKNOWN, why));
    }

    private static Removal of(String phci, Effect effect, List<Assessment> doubts) {
        List<Assessment> all = new ArrayList<>(effect.doubtful());
        all.addAll(doubts);
        List<Asked.Disk> disks = with(phci, effect, List.of());
        return new Removal(phci, effect.state(), disks, List.of(), Set.of(), all);
    }

    /** What another adapter showed may be there under another name. */
    private static Removal of(
            String phci, Effect hanging, Taken taken, Effects effects, List<Assessment> doubts) {
        TableState state = hanging.state();
        Map<String, Asked.Disk> known = taken.of(phci, state.origin());
        Effect effect = hanging.and(lost(known, state, effects));
        List<Asked.Disk> disks = with(phci, effect, gone(known, state));
        Map<String, Asked.Disk> hung = taken.hung(phci, state.origin());
        disks.forEach(disk -> hung.remove(disk.path()));
        Effect lost = lost(hung, state, effects);
        List<Asked.Disk> others = with(phci, lost, gone(hung, state));
        Map<String, Asked.Disk> there = new HashMap<>(hung);
        there.putAll(known);
        there.keySet().removeAll(effect.paths());
        there.keySet().removeAll(lost.paths());
        Set<String> replaced = replaced(there, state);
        Effect doubtful = effect.doubtful().isEmpty() ? lost : effect;
        List<Assessment> all = new ArrayList<>(doubtful.doubtful());
        all.addAll(doubts);
        return new Removal(phci, state, disks, others, replaced, all);
    }

    /** A disk of another identity stands for them now. */
    private static Set<String> replaced(Map<String, Asked.Disk> clients, TableState state) {
        Sightings seen = Sightings.of(state.table(), clients.keySet());
        return clients.values().stream()
                .filter(seen::isAnother)
                .map(Asked.Disk::path)
                .collect(toSet());
    }

    /** Those without a usable path that is known. */
    private static Effect lost(Map<String, Asked.Disk> clients, TableState state, Effects effects) {
        return effects.ofGone(state, legible(clients.keySet(), state.table().gaps()));
    }

    /** A path that could not be read, or whose PHCI could not, may be a usable one. */
    private static Set<String> legible(Set<String> clients, Gaps gaps) {
        if (gaps.hiddenCount() > 0) {
            return Set.of();
        }
        Set<String> legible = new HashSet<>(clients);
        gaps.partial().forEach(one -> legible.remove(one.group().devicePath(one.client())));
        return legible;
    }

    /** What is not there is gone only where the tree is whole. */
    private static List<Asked.Disk> gone(Map<String, Asked.Disk> known, TableState state) {
        boolean isWhole = Doubts.about(state, any -> true).isEmpty();
        Sightings seen = Sightings.of(state.table(), known.keySet());
        return known.values().stream()
                .filter(disk -> seen.isAnother(disk) || (isWhole && seen.isGone(disk.path())))
                .toList();
    }

    /** Those that can be named. */
    private static List<Asked.Disk> with(String phci, Effect effect, List<Asked.Disk> gone) {
        List<Asked.Disk> all = new ArrayList<>(Asked.of(phci, effect).disks());
        Set<String> known = all.stream().map(Asked.Disk::path).collect(toSet());
        gone.stream().filter(disk -> !known.contains(disk.path())).forEach(all::add);
        all.removeIf(disk -> disk.resource().isEmpty());
        return all;
    }

    /** {@return resource names of all, which the C module calls gone} */
    List<String> clients() {
        return clientsBut(Set.of());
    }

    private List<String> clientsBut(Set<String> some) {
        return disks.stream()
                .map(Asked.Disk::resource)
                .filter(name -> !some.contains(name))
                .toList();
    }

    /**
     * Leaves the clients that may come back by another PHCI, which is out as well, to the request
     * that has it out.
     *
     * @param taken remembers them with that PHCI from now on
     * @param handle leaves them
     * @return resource names of the others, which are gone, but for those that are only suspended
     */
    List<String> gone(Taken taken, RcmHandle handle) {
        Map<String, Set<String>> ways = ways(taken);
        Set<String> left = new HashSet<>();
        byWay(ways).forEach((way, hanging) -> leave(way, hanging, ways, left, taken, handle));
        suspended(handle).map(Asked.Disk::resource).forEach(left::add);
        return clientsBut(left);
    }

    /** The C module does not ask for it: without a request of the coordinator's all are gone. */
    private Stream<Asked.Disk> suspended(RcmHandle handle) {
        if (!new StillOut(handle).isCoordinated()) {
            return Stream.empty();
        }
        Set<String> paths = disks.stream().map(Asked.Disk::path).collect(toSet());
        Set<String> suspended = Suspended.among(state.table(), paths, handle);
        return disks.stream().filter(disk -> suspended.contains(disk.path()));
    }

    /**
     * Says which clients are not gone, though nobody can use them now.
     *
     * @param handle tells which PHCIs are suspended
     * @return at most one sentence
     */
    List<Assessment> stalled(RcmHandle handle) {
        return unknown(
                        "what has a path by a PHCI that is only suspended is not gone: ",
                        suspended(handle))
                .toList();
    }

    /**
     * Says which clients are out of reach though nobody let go of them, as they had another path
     * when the PHCI was taken, or have been given back since.
     *
     * @param letGo tells resource names of those of which somebody did
     * @return at most two sentences
     */
    List<Assessment> unasked(Predicate<String> letGo) {
        List<Asked.Disk> unasked =
                Stream.concat(disks.stream(), others.stream())
                        .filter(disk -> !letGo.test(disk.resource()))
                        .toList();
        return Stream.concat(
                        unasked(
                                "what has no usable path without " + phci,
                                unasked.stream().filter(disk -> !isReplaced(disk))),
                        unasked(
                                "what has hung by " + phci + " and is another disk now",
                                unasked.stream().filter(this::isReplaced)))
                .toList();
    }

    private boolean isReplaced(Asked.Disk disk) {
        return replaced.contains(disk.path());
    }

    private static Stream<Assessment> unasked(String what, Stream<Asked.Disk> disks) {
        return unknown("nobody was asked to let go of " + what + ": ", disks);
    }

    private static Stream<Assessment> unknown(String what, Stream<Asked.Disk> disks) {
        List<String> names = disks.map(Asked.Disk::resource).toList();
        return names.isEmpty()
                ? Stream.of()
                : Stream.of(new Assessment(Verdict.UNKNOWN, what + Shown.of(names)));
    }

    /** Each is left to one only: whichever of its PHCIs comes back first brings it back. */
    private void leave(
            String way,
            List<Asked.Disk> hanging,
            Map<String, Set<String>> ways,
            Set<String> left,
            Taken taken,
            RcmHandle handle) {
        List<Asked.Disk> offered =
                hanging.stream().filter(disk -> !left.contains(disk.resource())).toList();
        Set<String> notThere = taken.expect(way, state.origin(), offered, ways);
        try {
            List<String> names = offered.stream().map(Asked.Disk::resource).toList();
            Set<String> stay = Set.copyOf(handle.leave(names, way));
            left.addAll(stay);
            offered.stream()
                    .filter(disk -> stay.contains(disk.resource()))
                    .map(Asked.Disk::path)
                    .forEach(notThere::remove);
        } finally {
            taken.takeBack(way, notThere);
        }
    }

    private Map<String, Set<String>> ways(Taken taken) {
        Set<String> paths = disks.stream().map(Asked.Disk::path).collect(toSet());
        Map<String, Set<String>> ways = Ways.of(state.table(), paths);
        taken.ways(phci).forEach((path, then) -> ways.merge(path, then, Ways::union));
        return ways;
    }

    private Map<String, List<Asked.Disk>> byWay(Map<String, Set<String>> ways) {
        Map<String, List<Asked.Disk>> hanging = new TreeMap<>();
        for (Asked.Disk disk : disks) {
            ways.getOrDefault(disk.path(), Set.of()).stream()
                    .forEach(
                            way ->
                                    hanging.computeIfAbsent(way, any -> new ArrayList<>())
                                            .add(disk));
        }
        return hanging;
    }
}
