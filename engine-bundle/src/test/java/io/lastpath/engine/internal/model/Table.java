// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import io.lastpath.engine.internal.model.Observation.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The lock table (section 4, R1). It survives the coordinator. */
final class Table {

    private final List<Entry> slots = new ArrayList<>();

    /** R16: as it was written last. */
    private List<Entry> kept = List.of();

    /** R16: writes everything. */
    void keep() {
        kept = lasting(slots);
    }

    /** R16: what was not written is lost. */
    void lose() {
        slots.clear();
        slots.addAll(lasting(kept));
    }

    private static List<Entry> lasting(List<Entry> entries) {
        List<Entry> lasting = new ArrayList<>();
        entries.forEach(one -> lasting.add(one == null ? null : one.lasting()));
        return lasting;
    }

    /** By slot. */
    List<Entry> entries() {
        return slots.stream().filter(Objects::nonNull).toList();
    }

    int slot(Entry entry) {
        return slots.indexOf(entry);
    }

    Entry find(Place place, boolean mark) {
        for (Entry one : slots) {
            if (one != null && one.is(place, mark)) {
                return one;
            }
        }
        return null;
    }

    /** {@return whether an outside request holds the place} */
    boolean holdsRoot(Place place) {
        return entries().stream().anyMatch(one -> !one.cascaded && one.place.isSame(place));
    }

    /** R2: nothing is left of the request, nor of what the entry was taken through. */
    boolean isOver(Entry.Holder holder) {
        return !isLasting(holder, false, new HashSet<>());
    }

    /** R2c: what an event took is never over. */
    boolean lasts(Entry.Holder holder) {
        return holder.roots().isEmpty() || isLasting(holder, true, new HashSet<>());
    }

    /** Entries that only hold each other hold nothing. */
    private boolean isLasting(Entry.Holder holder, boolean byEvents, Set<Entry> seen) {
        return isRooted(holder)
                || entries().stream()
                        .filter(one -> holder.through().stream().anyMatch(one.place::isSame))
                        .anyMatch(one -> isLasting(one, byEvents, seen));
    }

    private boolean isRooted(Entry.Holder holder) {
        return !holder.ended() && holder.roots().stream().anyMatch(this::holdsRoot);
    }

    private boolean isLasting(Entry entry, boolean byEvents, Set<Entry> seen) {
        return seen.add(entry)
                && (!entry.cascaded
                        || entry.holders.stream()
                                .anyMatch(
                                        one ->
                                                (byEvents && one.roots().isEmpty())
                                                        || isLasting(one, byEvents, seen)));
    }

    /** What others were taken through comes back before them; in a circle, the first. */
    static List<Entry> outermost(List<Entry> all) {
        List<Entry> free =
                all.stream().filter(one -> all.stream().noneMatch(one::wasTakenThrough)).toList();
        return free.isEmpty() ? all.subList(0, Math.min(1, all.size())) : free;
    }

    void add(Entry entry) {
        int free = slots.indexOf(null);
        if (free < 0) {
            slots.add(entry);
        } else {
            slots.set(free, entry);
        }
    }

    void remove(Entry entry) {
        int slot = slots.indexOf(entry);
        if (slot >= 0) {
            slots.set(slot, null);
            if (!entry.cascaded && !holdsRoot(entry.place)) {
                entries().forEach(one -> handOver(one, entry.place));
            }
        }
    }

    /**
     * R2d: what was taken for a root that is over is for those who keep it away from now on; they
     * stand where he stood. Where there are none, it comes back, whoever takes the root later.
     */
    private void handOver(Entry entry, Place root) {
        entry.changeHolders(holders -> handedOver(holders, root));
    }

    private List<Entry.Holder> handedOver(List<Entry.Holder> holders, Place root) {
        if (holders.stream().noneMatch(one -> one.hasRoot(root))) {
            return holders;
        }
        Map<Long, Entry.Holder> heirs = new LinkedHashMap<>();
        holders.stream()
                .flatMap(one -> one.hasRoot(root) ? heirs(one).stream() : Stream.of(one))
                .forEach(one -> heirs.merge(one.number(), one, Entry.Holder::and));
        boolean isKept = heirs.values().stream().anyMatch(this::lasts);
        return isKept
                ? List.copyOf(heirs.values())
                : holders.stream().map(Entry.Holder::end).toList();
    }

    private List<Entry.Holder> heirs(Entry.Holder ended) {
        List<Place> left = ended.roots().stream().filter(this::holdsRoot).toList();
        if (!ended.ended() && !left.isEmpty()) {
            return List.of(ended.of(left));
        }
        List<Entry.Holder> heirs = new ArrayList<>();
        inherit(ended, ended.through(), new HashSet<>(), heirs);
        return heirs;
    }

    /** By slot; who is over himself is replaced in the same way. */
    private void inherit(
            Entry.Holder ended, Set<Place> way, Set<Entry> seen, List<Entry.Holder> heirs) {
        for (Entry one : entries()) {
            if (way.stream().anyMatch(one.place::isSame) && seen.add(one)) {
                one.holders.forEach(holder -> inherit(ended, one, holder, seen, heirs));
                if (!one.cascaded) {
                    heirs.add(ended.of(List.of(one.place)).by(one.initiator));
                }
            }
        }
    }

    private void inherit(
            Entry.Holder ended,
            Entry from,
            Entry.Holder holder,
            Set<Entry> seen,
            List<Entry.Holder> heirs) {
        if (holder.roots().isEmpty()) {
            heirs.add(ended.of(List.of(from.place)).by(holder.initiator()));
        } else if (isRooted(holder)) {
            heirs.add(holder.and(ended.of(List.of())));
        } else {
            inherit(ended, holder.through(), seen, heirs);
        }
    }

    boolean contains(Entry entry) {
        return slots.contains(entry);
    }

    /** What is in the way of a new entry: all below, up to the first on it or above. */
    List<Tuple> conflicts(Place place, boolean mark) {
        List<Tuple> found = new ArrayList<>();
        for (Entry one : entries()) {
            boolean same = one.place.isSame(place);
            if (one.place.isBelow(place)) {
                found.add(busy(one));
            } else if (mark ? same && one.mark : same || place.isBelow(one.place)) {
                found.add(busy(one));
                return found;
            }
        }
        return found;
    }

    /** What is in the way of a registration: the first on it or above; after a start, nothing. */
    List<Tuple> above(Place place) {
        return entries().stream()
                .filter(one -> !one.pending)
                .filter(one -> one.place.isSame(place) || place.isBelow(one.place))
                .limit(1)
                .map(Table::busy)
                .toList();
    }

    static Tuple busy(Entry entry) {
        return entry.tuple("Resource is busy", "");
    }
}
