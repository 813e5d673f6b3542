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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which clients are gone with a PHCI that is: what hung there may have left the tree since, or stay
 * in it without a path. Immutable.
 *
 * @param phci what was removed
 * @param state what was seen when it was
 * @param disks the clients, in the order in which they are told
 * @param doubtful why this may be wrong
 */
record Removal(String phci, TableState state, List<Asked.Disk> disks, List<Assessment> doubtful) {

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
        Map<String, Asked.Disk> known = taken.of(phci);
        if (known.isEmpty() && isPulled(phci, taken, state)) {
            return of(phci, effects.ofGone(state, Set.of()), List.of());
        }
        if (known.isEmpty() || !refresh.isGood() || state.isStale()) {
            return of(phci, effects.of(state, phci), List.of());
        }
        Effect lost = effects.ofGone(state, legible(known.keySet(), state.table().gaps()));
        Effect effect =
                state.table().phciByResource(phci) < 0 ? lost : effects.of(state, phci).and(lost);
        List<Asked.Disk> gone =
                state.adapter().equals(taken.adapter(phci))
                        ? gone(known, state)
                        : List.of(); // another one may name and show others
        return of(phci, effect, gone);
    }

    /** What was taken, and nobody had to let go with it, is meant to leave the tree. */
    private static boolean isPulled(String phci, Taken taken, TableState state) {
        return taken.contains(phci)
                && state.adapter().equals(taken.adapter(phci))
                && state.table().phciByResource(phci) < 0;
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

    private static Removal of(String phci, Effect effect, List<Asked.Disk> gone) {
        List<Asked.Disk> all = new ArrayList<>(Asked.of(phci, effect).disks());
        Set<String> known = all.stream().map(Asked.Disk::path).collect(toSet());
        gone.stream().filter(disk -> !known.contains(disk.path())).forEach(all::add);
        all.removeIf(disk -> disk.resource().isEmpty());
        return new Removal(phci, effect.state(), all, effect.doubtful());
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
     * @return resource names of the others, which are gone
     */
    List<String> gone(Taken taken, RcmHandle handle) {
        Map<String, Set<String>> ways = ways(taken);
        Set<String> left = new HashSet<>();
        byWay(ways).forEach((way, hanging) -> leave(way, hanging, ways, left, taken, handle));
        return clientsBut(left);
    }

    /**
     * Says which clients are out of reach though nobody let go of them, as they had another path
     * when the PHCI was taken, or have been given back since.
     *
     * @param unasked resource names
     * @return at most one sentence
     */
    List<Assessment> unasked(List<String> unasked) {
        return unasked.isEmpty()
                ? List.of()
                : List.of(
                        new Assessment(
                                Verdict.UNKNOWN,
                                "nobody was asked to let go of what has no usable path without "
                                        + phci
                                        + ": "
                                        + Shown.of(unasked)));
    }

    /** Each is left to one only: whichever of its PHCIs comes back first brings it back. */
    private void leave(
            String way,
            List<Asked.Disk> hanging,
            Map<String, Set<String>> ways,
            Set<String> left,
            Taken taken,
            RcmHandle handle) {
        List<String> names =
                hanging.stream()
                        .map(Asked.Disk::resource)
                        .filter(name -> !left.contains(name))
                        .toList();
        Set<String> stay = Set.copyOf(handle.leave(names, way));
        left.addAll(stay);
        hanging.stream()
                .filter(disk -> stay.contains(disk.resource()))
                .forEach(
                        disk ->
                                taken.add(
                                        way,
                                        state.adapter(),
                                        List.of(disk),
                                        Map.of(disk.path(), ways.get(disk.path()))));
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
