// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** What no outside request on a resource holds, after a start (R14e). */
final class Unrooted {

    private final Set<Long> cutOff = new HashSet<>();
    private final List<Place> ended = new ArrayList<>();

    /** What an earlier life was taking, all of that operation goes; what it was ending, ends. */
    Unrooted(List<Entry> earlier) {
        for (Entry one : earlier) {
            if (States.QUERYING.contains(one.state) || States.DOING.contains(one.state)) {
                cutOff.add(one.number);
            } else if (!States.SETTLED.contains(one.state)) {
                ended.add(one.place);
            }
        }
    }

    /** What was taken through it follows. */
    void givingBack(Entry entry) {
        ended.add(entry.place);
    }

    boolean isKept(Entry entry) {
        return States.SETTLED.contains(entry.state)
                && entry.holders.stream().anyMatch(this::isKeeping);
    }

    private boolean isKeeping(Entry.Holder holder) {
        return holder.roots().isEmpty()
                && !cutOff.contains(holder.number())
                && ended.stream().noneMatch(one -> holder.through().stream().anyMatch(one::isSame));
    }

    /** What several took so is left to those of them who are alive. */
    static void abandon(Entry entry, LongPredicate isAlive) {
        if (owners(entry).anyMatch(isAlive::test)) {
            entry.changeHolders(
                    all ->
                            all.stream()
                                    .filter(
                                            one ->
                                                    !one.roots().isEmpty()
                                                            || isAlive.test(one.initiator()))
                                    .toList());
        }
    }

    static Stream<Long> owners(Entry entry) {
        return entry.holders.stream()
                .filter(one -> one.roots().isEmpty())
                .map(Entry.Holder::initiator);
    }
}
