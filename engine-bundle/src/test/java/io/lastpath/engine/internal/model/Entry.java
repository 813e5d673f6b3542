// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** An entry of the lock table (section 4). It survives the coordinator. */
final class Entry {

    final Place place;
    final boolean mark;
    final boolean cascaded;
    final long initiator;
    final int flags;
    int state;
    long number;
    int depth;
    String interval;

    /** Taken whole by a later request, though a retire request made it (R10). */
    boolean wide;

    /** R14: whoever asked last forced it, so that its redo is forced. */
    boolean forced;

    /** R2: the outside requests that took a cascaded entry. */
    List<Holder> holders = new ArrayList<>();

    /** R3: the same, before each of the queries that may be taken back. */
    private final List<List<Holder>> heldBefore = new ArrayList<>();

    /** R14: who was called under this entry. */
    Set<Client.Key> called = new LinkedHashSet<>();

    /** R14: who was called before a restart and has not been called or told since. */
    Set<Client.Key> owed = new LinkedHashSet<>();

    /** R14: who had served it to its end before the last restart. */
    Set<Client.Key> before = Set.of();

    /** R16: the same, as it is written; null for nothing. */
    private Set<Client.Key> served;

    /** R14: of an earlier life, and neither redone nor undone yet. */
    boolean pending;

    /** R14: what it was before it is redone, until that ends well; null for none. */
    Takings.Prior earlier;

    /** R16: what it was before it was only asked about; null for nothing. */
    Takings.Prior undone;

    /** R16: what it was before it is done once more; null for nothing. */
    private Entry done;

    /** R14: its redo came to nothing that is known; then any may end it. */
    boolean attention;

    /**
     * An outside request that took a cascaded entry.
     *
     * @param number of the request
     * @param roots the places of its own list under whose walks it took it; none for an event
     * @param through the places between those and the entry
     * @param initiator whose request it is
     * @param ended whether its roots are over: who takes one of them later is no part of it
     */
    record Holder(
            long number, List<Place> roots, Set<Place> through, long initiator, boolean ended) {
        boolean hasRoot(Place place) {
            return roots.stream().anyMatch(root -> root.isSame(place));
        }

        /** What an event takes has no root (R2). */
        Holder with(Call call) {
            Set<Place> from = new LinkedHashSet<>(roots);
            if (!call.request().roots.isEmpty()) {
                from.add(call.root());
            }
            Set<Place> all = new LinkedHashSet<>(through);
            all.addAll(call.through());
            return new Holder(number, List.copyOf(from), all, initiator, false);
        }

        Holder of(List<Place> otherRoots) {
            return new Holder(number, otherRoots, through, initiator, ended);
        }

        Holder by(long other) {
            return new Holder(number, roots, through, other, ended);
        }

        Holder end() {
            return new Holder(number, roots, through, initiator, true);
        }

        Holder and(Holder other) {
            Set<Place> from = new LinkedHashSet<>(roots);
            from.addAll(other.roots);
            Set<Place> all = new LinkedHashSet<>(through);
            all.addAll(other.through);
            return new Holder(number, List.copyOf(from), all, initiator, ended && other.ended);
        }
    }

    Entry(Place place, boolean mark, Call call, int flags) {
        this.place = place;
        this.mark = mark;
        this.cascaded = call.depth() > 0;
        this.initiator = call.request().initiator;
        this.flags = flags;
    }

    private Entry(Entry other) {
        place = other.place;
        mark = other.mark;
        cascaded = other.cascaded;
        initiator = other.initiator;
        flags = other.flags;
        state = other.state;
        number = other.number;
        depth = other.depth;
        interval = other.interval;
        wide = other.wide;
        forced = other.forced;
        holders = new ArrayList<>(other.holders);
        called = new LinkedHashSet<>(other.called);
        owed = new LinkedHashSet<>(other.owed);
    }

    /** How far it is, and by which request. */
    record Step(int state, long number) {}

    Step step() {
        return new Step(state, number);
    }

    /** R16: it is done, for the first time or not. */
    void isBeingDone(int doing, Call call) {
        Entry before = lasting();
        done = States.SETTLED.contains(before.state) ? before : null;
        set(doing, call);
    }

    /** R16: what is written of it. */
    Entry lasting() {
        Entry lasting = standing();
        lasting.served = served();
        return lasting;
    }

    /** R14: whoever was called first by what is not over yet has not served it to its end. */
    private Set<Client.Key> served() {
        if (served != null) {
            return served;
        }
        if (pending || earlier != null) {
            return before;
        }
        if (done != null && States.DOING.contains(state)) {
            return Set.copyOf(done.called);
        }
        boolean isAsked = undone != null && States.QUERYING.contains(state);
        return Set.copyOf(isAsked ? undone.called() : called);
    }

    /** R14: it is of an earlier life now. */
    void comesBack() {
        owed.addAll(called);
        before = served();
        served = null;
        pending = true;
        attention = false;
    }

    private Entry standing() {
        if (done != null && States.DOING.contains(state)) {
            Entry lasting = new Entry(done);
            lasting.called = new LinkedHashSet<>(called);
            return lasting;
        }
        Entry lasting = new Entry(this);
        if (undone != null && States.QUERYING.contains(state)) {
            undone.settle(lasting);
            lasting.called = new LinkedHashSet<>(called);
            lasting.holders = new ArrayList<>(undone.holders());
        }
        return lasting;
    }

    boolean is(Place other, boolean otherMark) {
        return mark == otherMark && place.isSame(other);
    }

    long shownPid() {
        return cascaded ? 0 : initiator;
    }

    /** R2: of several who hold a cascaded entry, the first. */
    long owner() {
        return holders.isEmpty() ? initiator : holders.get(0).initiator();
    }

    boolean isHeldBy(Request request) {
        return holders.stream().anyMatch(one -> one.number() == request.number);
    }

    /** Whether it is there for that request only: it goes when that one is cancelled. */
    boolean isOnlyOf(long request) {
        return cascaded && holders.stream().allMatch(one -> one.number() == request);
    }

    boolean wasTakenThrough(Entry other) {
        return other != this
                && holders.stream()
                        .flatMap(one -> one.through().stream())
                        .anyMatch(other.place::isSame);
    }

    boolean hasHolderOf(Place root) {
        return holders.stream().anyMatch(one -> one.hasRoot(root));
    }

    /** {@return who holds it now, and of whom those are left who have not let go since} */
    List<Holder> keepHolders() {
        List<Holder> now = new ArrayList<>(holders);
        heldBefore.add(now);
        return now;
    }

    /** Who lets go does so whatever comes of the queries that are under way. */
    void changeHolders(UnaryOperator<List<Holder>> how) {
        holders = new ArrayList<>(how.apply(holders));
        heldBefore.forEach(one -> replace(one, some(how.apply(one), one)));
        if (done != null) {
            replace(done.holders, some(how.apply(done.holders), done.holders));
        }
    }

    /** Without any it would be nobody's; then they are over, and it ends as such. */
    private static List<Holder> some(List<Holder> left, List<Holder> all) {
        return left.isEmpty() ? all : left;
    }

    private static void replace(List<Holder> all, List<Holder> others) {
        List<Holder> copy = List.copyOf(others);
        all.clear();
        all.addAll(copy);
    }

    /** R2: adds the request of a call to the holders, with the way that it came. */
    void hold(Call call) {
        for (int i = 0; i < holders.size(); i++) {
            if (holders.get(i).number() == call.request().number) {
                holders.set(i, holders.get(i).with(call));
                return;
            }
        }
        Request request = call.request();
        Holder added = new Holder(request.number, List.of(), Set.of(), request.initiator, false);
        holders.add(added.with(call));
    }

    /** R14: registrations of processes are not kept over a restart; nobody is told for them. */
    void calls(Client client) {
        if (client.pid == 0) {
            called.add(client.key());
        }
        owed.remove(client.key());
    }

    void set(int newState, Call call) {
        state = newState;
        number = call.request().number;
        depth = call.depth();
    }

    boolean isRetire() {
        return Flags.has(flags, Flags.RETIRE) && !wide;
    }

    Observation.Tuple tuple(String error, String suffix) {
        return new Observation.Tuple(
                place.name() + suffix,
                "",
                shownPid(),
                state,
                number,
                depth,
                "DR operation in progress",
                error,
                java.util.Map.of());
    }
}
