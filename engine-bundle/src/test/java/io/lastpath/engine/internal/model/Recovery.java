// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import io.lastpath.engine.internal.model.Observation.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What becomes of entries after a start, and of those of dead initiators (9a, R14, R15). */
final class Recovery {

    private final Coordinator coordinator;
    private final Table table;
    private final List<Tuple> dropped = new ArrayList<>();

    Recovery(Coordinator coordinator) {
        this.coordinator = coordinator;
        this.table = coordinator.world().table;
    }

    void afterStart() {
        table.entries().forEach(Entry::comesBack);
        recover(true);
    }

    void reap() {
        recover(false);
        coordinator
                .registrations()
                .delete(one -> one.isRemoved() || (one.pid != 0 && !isAlive(one.pid)));
    }

    private boolean isAlive(long pid) {
        return coordinator.world().processes.contains(pid);
    }

    /** The pass holds up requests: what somebody goes on with meanwhile comes after it. */
    private void recover(boolean isStart) {
        Map<Entry, Long> found = new HashMap<>();
        List<Entry> lastFirst = new ArrayList<>(table.entries());
        lastFirst.forEach(entry -> found.put(entry, entry.number));
        Collections.reverse(lastFirst);
        for (Entry entry : lastFirst) {
            boolean isAlive = isAlive(entry.initiator);
            boolean isStill = table.contains(entry) && entry.number == found.get(entry);
            if (!entry.cascaded && isStill && (isStart || !(isAlive || entry.pending))) {
                recover(entry, isAlive, isStart);
            }
        }
        giveBackOrphans(isStart);
        table.keep();
    }

    private void recover(Entry entry, boolean isAlive, boolean isStart) {
        List<Place> roots = List.of(entry.place);
        Request request = new Request(entry.number, entry.initiator, false, roots, isStart);
        Call call = Call.outside(request);
        int mark = entry.mark ? Flags.FILESYS : 0;
        int force = entry.forced ? Flags.FORCE : 0;
        if (isAlive && States.SETTLED.contains(entry.state)) {
            redo(call, entry, mark | force);
            return;
        }
        Telling telling = Telling.undoing(entry.state);
        coordinator
                .tells()
                .tell(call, telling, Question.of(telling.op(), mark), List.of(entry.place));
    }

    private void redo(Call call, Entry entry, int mark) {
        Asking asking = States.OF_SUSPEND.contains(entry.state) ? Asking.SUSPEND : Asking.OFFLINE;
        Question question = new Question(asking.op(), mark, entry.interval, null);
        List<Place> places = List.of(entry.place);
        Asks asks = coordinator.asks();
        coordinator.tells().letBack(call, entry, dropped);
        boolean isDone =
                coordinator
                        .whileActive(
                                call.request().number,
                                () -> asks.whole(call, asking, question, places))
                        .isSuccess();
        boolean isUnknown = !isDone && call.request().silent;
        if (isUnknown) {
            table.entries().stream().filter(one -> one.earlier != null).forEach(this::unredo);
        }
        entry.attention = entry.pending && isUnknown;
        if (!isDone && !isUnknown) {
            drop(call, entry);
        }
        table.entries().forEach(one -> one.earlier = null);
    }

    /** It waits as before. */
    private void unredo(Entry entry) {
        entry.earlier.settle(entry);
        entry.pending = true;
    }

    /** A refusal drops the entry; who had let go and did not refuse is told. */
    private void drop(Call call, Entry entry) {
        for (Entry one : table.entries()) {
            if (one.pending && (one.place.isSame(entry.place) || one.hasHolderOf(entry.place))) {
                one.owed.removeAll(call.request().refusers);
            }
        }
        Telling telling = Telling.undoing(entry.state);
        Question question = Question.of(telling.op(), 0);
        coordinator.tells().end(call, telling, question, entry, true, dropped);
        coordinator.tells().orphans(call, question, dropped);
    }

    /** What nobody holds any more, last slot first; each may leave others behind. */
    private void giveBackOrphans(boolean isStart) {
        List<Entry> orphans = orphans(isStart);
        while (!orphans.isEmpty()) {
            orphans.forEach(one -> giveBack(one, isStart));
            orphans = orphans(isStart);
        }
    }

    private List<Entry> orphans(boolean isStart) {
        List<Entry> all =
                table.entries().stream()
                        .filter(one -> one.cascaded && one.pending == isStart)
                        .filter(isStart ? this::isUntaken : this::isOfTheDead)
                        .toList();
        List<Entry> lastFirst = new ArrayList<>(Table.outermost(all));
        Collections.reverse(lastFirst);
        return lastFirst;
    }

    /** All its requests were redone or undone, and none of them took it again. */
    private boolean isUntaken(Entry entry) {
        return table.entries().stream()
                .filter(one -> one.pending && !one.cascaded)
                .noneMatch(one -> entry.hasHolderOf(one.place));
    }

    private boolean isOfTheDead(Entry entry) {
        return entry.holders.stream().allMatch(table::isOver)
                && entry.holders.stream().noneMatch(one -> isAlive(one.initiator()));
    }

    private void giveBack(Entry entry, boolean isStart) {
        Entry.Holder first = entry.holders.get(0);
        Request request =
                new Request(entry.number, first.initiator(), false, first.roots(), isStart);
        Call call = Call.outside(request);
        coordinator.tells().endAll(call, Question.of("online", 0), List.of(entry), dropped);
    }
}
