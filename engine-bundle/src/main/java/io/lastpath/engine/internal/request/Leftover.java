// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A DR request that somebody else has to go on with. Immutable.
 *
 * @param entry the entry itself, to know it again
 * @param resource what it is on
 * @param filesys whether it was taken as the root of a file system
 * @param state how far it is
 * @param number of the request that brought it there
 * @param suspension whether it is about a suspend and not about an offline
 * @param interval of a suspend; zero for none
 * @param owner whose it was
 * @param flags of the request that created it
 * @param since when it was created
 * @param called who was called under it
 * @param involved who was called under it and under its dependents
 * @param isByEvents whether only events took it, whose end nobody tells
 * @param isEarlier whether it is of an earlier run
 * @param told its own place, and those of its dependents
 * @param places those, and those that it hangs by
 */
public record Leftover(
        DrEntry entry,
        ResolvedName resource,
        boolean filesys,
        RcmState state,
        long number,
        boolean suspension,
        Duration interval,
        Owner owner,
        RcmFlags flags,
        Instant since,
        Set<Called> called,
        Set<Called> involved,
        boolean isByEvents,
        boolean isEarlier,
        Set<TreeKey> told,
        Set<TreeKey> places) {

    /** {@return whether everybody was told to let go, so that it is redone and not undone} */
    public boolean isDone() {
        return Standing.isDone(state);
    }

    /** {@return entries of the table as leftovers, in the same order} */
    static List<Leftover> of(List<DrEntry> entries, Slots slots) {
        Map<TreeKey, List<DrEntry>> taken = entries.isEmpty() ? Map.of() : dependentsByRoot(slots);
        return entries.stream()
                .map(one -> of(one, taken.getOrDefault(one.key(), List.of())))
                .toList();
    }

    /** Gathered once: a cascade may hold thousands of them. */
    private static Map<TreeKey, List<DrEntry>> dependentsByRoot(Slots slots) {
        Map<TreeKey, List<DrEntry>> taken = new HashMap<>();
        slots.dependents()
                .forEach(
                        one ->
                                one.holds().all().stream()
                                        .flatMap(hold -> hold.roots().stream())
                                        .distinct()
                                        .forEach(
                                                root ->
                                                        taken.computeIfAbsent(
                                                                        root,
                                                                        any -> new ArrayList<>())
                                                                .add(one)));
        return taken;
    }

    private static Leftover of(DrEntry entry, List<DrEntry> dependents) {
        Set<Called> involved = new HashSet<>(entry.called());
        dependents.forEach(one -> involved.addAll(one.called()));
        Set<TreeKey> told = told(entry, dependents);
        Set<TreeKey> places = new HashSet<>(entry.holds().places());
        places.addAll(told);
        return new Leftover(
                entry,
                entry.resource(),
                entry.isFilesys(),
                entry.state(),
                entry.number(),
                entry.isSuspension(),
                entry.interval(),
                entry.owner(),
                entry.flags(),
                entry.since(),
                entry.called(),
                Set.copyOf(involved),
                entry.isCascaded() && entry.holds().areOfEvents(),
                entry.isPending(),
                told,
                Set.copyOf(places));
    }

    private static Set<TreeKey> told(DrEntry entry, List<DrEntry> dependents) {
        return Stream.concat(Stream.of(entry), dependents.stream())
                .map(DrEntry::key)
                .collect(Collectors.toUnmodifiableSet());
    }
}
