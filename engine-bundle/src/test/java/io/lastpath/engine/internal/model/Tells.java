// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import io.lastpath.engine.internal.model.Observation.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Online, remove and resume (section 6, R2, R2b, R2c, R5, R10, R13). */
final class Tells {

    private final Coordinator coordinator;
    private final Table table;

    Tells(Coordinator coordinator) {
        this.coordinator = coordinator;
        this.table = coordinator.world().table;
    }

    Reply tell(Call call, Telling telling, Question question, List<Place> places) {
        List<Tuple> tuples = new ArrayList<>();
        String result = "0";
        for (Place place : places) {
            String code = tell(call, telling, question, place, tuples);
            result = code.equals("0") ? result : code;
        }
        return new Reply(result, 0, tuples);
    }

    private String tell(
            Call call, Telling telling, Question question, Place place, List<Tuple> tuples) {
        boolean mark = question.has(Flags.FILESYS);
        if (call.isUnderWay(question.op(), place, mark)) {
            return "0";
        }
        if (call.request().cancelling) {
            return "0";
        }
        Entry entry = table.find(place, mark);
        if (entry == null) {
            return "-1";
        }
        if (isBeingAsked(entry, call)) {
            tuples.add(Table.busy(entry));
            return "EAGAIN";
        }
        if (!isAllowed(entry, call, telling)) {
            return Asks.refuse(entry, tuples);
        }
        if (call.depth() > 0 && isLeftToOthers(entry, call)) {
            return "0";
        }
        int code = end(call, telling, question, entry, call.isOperation(), tuples);
        if (call.depth() == 0) {
            int failed = orphans(call, question, tuples);
            code = failed == 0 ? code : failed;
        }
        return call.code(code);
    }

    /** R5. */
    private boolean isBeingAsked(Entry entry, Call call) {
        boolean isAsked =
                States.QUERYING.contains(entry.state) && coordinator.isActive(entry.number);
        return call.depth() == 0
                ? isAsked && entry.initiator == call.request().initiator && !call.request().recovery
                : isAsked && entry.cascaded && entry.number != call.request().number;
    }

    private boolean isAllowed(Entry entry, Call call, Telling telling) {
        if (call.request().mayRecover(entry, call.depth() > 0)) {
            return true;
        }
        if (entry.pending) {
            boolean isOurs = entry.attention || entry.owner() == call.request().initiator;
            return call.depth() == 0 ? isOurs : entry.cascaded;
        }
        boolean isOurs = call.depth() == 0 ? isOurs(entry, call) : entry.cascaded;
        return isOurs && telling.from.contains(entry.state);
    }

    private boolean isOurs(Entry entry, Call call) {
        boolean isAlone = entry.holders.stream().allMatch(table::isOver);
        return entry.owner() == call.request().initiator && (!entry.cascaded || isAlone);
    }

    /** It is no outside request of this life that ends. */
    private boolean isByItself(Call call) {
        boolean isDependent =
                table.entries().stream().anyMatch(one -> one.place.isSame(call.root()))
                        && !table.holdsRoot(call.root());
        return call.request().recovery || isDependent;
    }

    /** R2b, R2c, R14c. */
    private boolean isLeftToOthers(Entry entry, Call call) {
        if (!entry.hasHolderOf(call.root())) {
            return isByItself(call) && !entry.holders.stream().allMatch(table::isOver);
        }
        boolean isOthers = entry.holders.stream().anyMatch(one -> !one.hasRoot(call.root()));
        if (isOthers) {
            entry.changeHolders(
                    all -> all.stream().filter(one -> !one.hasRoot(call.root())).toList());
        }
        return isOthers;
    }

    /** Tells those whom the entry concerns, and drops it; R16: that may be written first. */
    int end(
            Call call,
            Telling telling,
            Question question,
            Entry entry,
            boolean isKept,
            List<Tuple> tuples) {
        boolean wasSuspended =
                telling == Telling.RESUME
                        && coordinator.information().state(entry.place) == States.SUSPENDED;
        Question asked = question.without(Flags.FILESYS).with(wasSuspended ? Flags.SUSPENDED : 0);
        entry.set(telling.doing, call);
        if (!entry.pending) {
            entry.owed.clear(); // R14: whoever is away still, shows it
        }
        entry.pending = false;
        entry.undone = null;
        if (isKept) {
            table.keep();
        }
        Visit visit = new Visit(coordinator, call, entry.place, tuples);
        visit.enter(question.op(), entry.mark);
        int result = 0;
        List<Client> near =
                coordinator.registrations().concerned(entry.place, entry.mark, entry.isRetire());
        for (Client client : near) {
            boolean isTold = telling == Telling.REMOVE || client.state != States.ONLINE;
            if (client.takesPart() && (isTold || entry.owed.contains(client.key()))) {
                int code = tell(telling, asked, entry, client, visit);
                result = code == 0 ? result : code;
            }
        }
        List<Client> far = entry.isRetire() ? beyond(entry) : hidden(entry, near);
        for (Client client : far) {
            int code = tell(telling, asked, entry, client, visit);
            result = code == 0 ? result : code;
        }
        visit.leave(question.op(), entry.mark);
        table.remove(entry);
        return result;
    }

    private static int tell(
            Telling telling, Question asked, Entry entry, Client client, Visit visit) {
        client.become(telling.doing);
        entry.owed.remove(client.key());
        return visit.ask(client, asked, false, telling.done, telling.done);
    }

    /** R14d: who was called below what was only retired, in a request that is not known. */
    private List<Client> beyond(Entry entry) {
        if (!entry.isRetire()) {
            return List.of();
        }
        Registrations registrations = coordinator.registrations();
        List<Client> near = registrations.concerned(entry.place, entry.mark, true);
        return registrations.concerned(entry.place, entry.mark, false).stream()
                .filter(one -> !near.contains(one) && one.takesPart())
                .filter(one -> entry.owed.contains(one.key()))
                .toList();
    }

    /** R10: above whom the root of a file system has come since, in a later life. */
    private List<Client> hidden(Entry entry, List<Client> near) {
        return coordinator.registrations().below(entry.place).stream()
                .filter(one -> !near.contains(one) && one.takesPart())
                .filter(one -> entry.owed.contains(one.key()))
                .toList();
    }

    /** R14d: before the retire request is redone; what they pass on ends nothing. */
    void letBack(Call call, Entry entry, List<Tuple> tuples) {
        Telling telling = Telling.undoing(entry.state);
        boolean wasSuspended =
                telling == Telling.RESUME
                        && coordinator.information().state(entry.place) == States.SUSPENDED;
        Question question = Question.of(telling.op(), wasSuspended ? Flags.SUSPENDED : 0);
        call.request().cancelling = true;
        for (Client client : beyond(entry)) {
            entry.called.remove(client.key());
            tell(
                    telling,
                    question,
                    entry,
                    client,
                    new Visit(coordinator, call, entry.place, tuples));
        }
        call.request().cancelling = false;
    }

    /** R2c: what nobody holds any more is told and ends; each may leave others behind. */
    int orphans(Call call, Question question, List<Tuple> tuples) {
        int result = 0;
        List<Entry> left = orphans();
        while (!left.isEmpty()) {
            Map<Entry, Entry.Step> found = new HashMap<>();
            left.forEach(one -> found.put(one, one.step()));
            for (Entry one : left) { // somebody may have gone on with it while another was told
                boolean isStill = one.step().equals(found.get(one));
                int code = isStill ? endAll(call, question, List.of(one), tuples) : 0;
                result = code == 0 ? result : code;
            }
            left = orphans();
        }
        return result;
    }

    private List<Entry> orphans() {
        List<Entry> left = new ArrayList<>();
        for (Entry entry : table.entries()) {
            if (entry.cascaded && !entry.pending && coordinator.isIdle(entry)) {
                List<Entry.Holder> lasting = entry.holders.stream().filter(table::lasts).toList();
                if (lasting.isEmpty()) {
                    left.add(entry);
                } else {
                    entry.changeHolders(all -> all.stream().filter(table::lasts).toList());
                }
            }
        }
        return Table.outermost(left);
    }

    int endAll(Call call, Question question, List<Entry> left, List<Tuple> tuples) {
        int result = 0;
        for (Entry entry : left) {
            if (table.contains(entry) && coordinator.isIdle(entry)) {
                Telling telling = Telling.undoing(entry.state);
                Question scope = Question.of(telling.op(), question.flags() & Flags.SCOPE);
                int code = end(call, telling, scope, entry, false, tuples);
                result = code == 0 ? result : code;
            }
        }
        return result;
    }
}
