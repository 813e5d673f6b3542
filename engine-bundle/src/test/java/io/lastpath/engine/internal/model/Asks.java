// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import io.lastpath.engine.internal.model.Observation.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Offline and suspend (sections 4 and 5, R2 to R4, R6, R7). */
final class Asks {

    private static final int NOTHING_CALLED = -3;

    private final Coordinator coordinator;
    private final Table table;

    Asks(Coordinator coordinator) {
        this.coordinator = coordinator;
        this.table = coordinator.world().table;
    }

    /** A whole operation: the query, and if it may be, the real pass. */
    Reply whole(Call call, Asking asking, Question question, List<Place> places) {
        List<Tuple> tuples = new ArrayList<>();
        String said = query(call, asking, question, places, tuples);
        boolean isSilent = call.late().happened || (said.equals("0") && call.request().silent);
        String code = isSilent ? "-1" : said; // who did not answer has not agreed
        if (!code.equals("0") || question.has(Flags.QUERY)) {
            giveBack(call, List.of(call.chain()), true, question);
            return new Reply(code, 0, tuples);
        }
        List<Place> left = new ArrayList<>(places);
        while (code.equals("0") && !left.isEmpty()) {
            code = real(call, asking, question, List.of(left.remove(0)), tuples);
            if (code.equals("0")) {
                table.keep();
            }
        }
        List<Place> told = places.subList(0, places.size() - left.size());
        List<List<Place>> untold = new ArrayList<>();
        left.stream()
                .filter(one -> told.stream().noneMatch(one::isSame))
                .forEach(one -> untold.add(call.with(one)));
        if (code.equals("0") || call.depth() > 0) { // nobody has to end what an event took
            untold.add(call.chain());
        }
        giveBack(call, untold, false, question);
        settle(call);
        return new Reply(code, 0, tuples);
    }

    /** A call from a module: one pass, or from an event callback a whole operation. */
    Reply fromModule(Call call, Asking asking, Question question, List<Place> places) {
        Reply reply;
        if (call.isOfEvent()) {
            reply = coordinator.alone(call, own -> whole(own, asking, question, places));
        } else {
            List<Tuple> tuples = new ArrayList<>();
            String code =
                    question.has(Flags.QUERY)
                            ? query(call, asking, question, places, tuples)
                            : real(call, asking, question, places, tuples);
            reply = new Reply(code, 0, tuples);
        }
        return reply.code().equals("EAGAIN") ? reply.withCode("-2") : reply;
    }

    String query(
            Call call, Asking asking, Question question, List<Place> places, List<Tuple> tuples) {
        boolean mark = question.has(Flags.FILESYS);
        Question query = question.with(Flags.QUERY);
        for (Place place : places) {
            String refusal = take(call, asking, question, place, tuples);
            if (!refusal.equals("0")) {
                return refusal;
            }
        }
        places.forEach(place -> mayBeCalled(call, query, place));
        table.keep();
        int result = 0;
        for (Place place : places) {
            if (!call.isUnderWay(step(query), place, mark)) {
                int code = walk(call, asking, query, table.find(place, mark), place, tuples);
                result = code == 0 || result == -1 ? result : code;
                leave(call, query, place);
            }
        }
        return call.code(result);
    }

    /** R3: what somebody has gone on with is not there to be given back. */
    private void leave(Call call, Question question, Place place) {
        boolean mark = question.has(Flags.FILESYS);
        Entry entry = table.find(place, mark);
        if (entry != null && entry.number != call.request().number) {
            coordinator.registrations().concerned(place, mark, false).stream()
                    .filter(one -> States.ASKED.contains(one.state))
                    .filter(one -> one.settled() != States.REMOVED)
                    .forEach(one -> one.become(one.settled()));
        }
    }

    /** R14b; {@return whether that is news} */
    private boolean mayBeCalled(Call call, Question question, Place place) {
        boolean mark = question.has(Flags.FILESYS);
        Entry entry = table.find(place, mark);
        boolean retire = question.has(Flags.RETIRE);
        boolean again = call.request().recovery && entry.isRetire();
        Set<Client.Key> called =
                coordinator.registrations().concerned(place, mark, retire || again).stream()
                        .filter(one -> one.pid == 0)
                        .filter(one -> one.takesPart() || (retire && one.isRevivedByRetire()))
                        .map(Client::key)
                        .collect(Collectors.toSet());
        return entry.called.addAll(called);
    }

    private String take(
            Call call, Asking asking, Question question, Place place, List<Tuple> tuples) {
        boolean mark = question.has(Flags.FILESYS);
        Entry known = table.find(place, mark);
        if (known != null && !isAllowed(known, call, asking, true)) {
            return refuse(known, tuples);
        }
        if (known == null) {
            List<Tuple> conflicts = table.conflicts(place, mark);
            if (!conflicts.isEmpty()) {
                tuples.addAll(conflicts);
                return "-2";
            }
        }
        Entry entry = known == null ? new Entry(place, mark, call, question.flags()) : known;
        boolean wider = known != null && !question.has(Flags.RETIRE) && !call.request().recovery;
        List<Client> clients =
                coordinator.registrations().concerned(place, mark, entry.isRetire() && !wider);
        call.takings().note(call.request().number, entry, known == null, call.with(place), clients);
        if (known == null) {
            table.add(entry);
        }
        if (call.depth() > 0 && !(call.isAgain() && known != null)) {
            entry.hold(call);
        }
        Takings.Prior prior = call.takings().prior(entry);
        if (entry.undone == null && !prior.isNew()) {
            entry.undone = prior;
        }
        entry.set(asking.querying, call);
        entry.wide |= wider;
        entry.forced = question.has(Flags.FORCE);
        entry.interval = question.interval();
        return "0";
    }

    static String refuse(Entry entry, List<Tuple> tuples) {
        tuples.add(Table.busy(entry));
        return States.TRANSITIONAL.contains(entry.state) ? "EAGAIN" : "-2";
    }

    private static boolean isAllowed(Entry entry, Call call, Asking asking, boolean query) {
        if (call.request().mayRecover(entry, call.depth() > 0)) {
            return true;
        }
        if (entry.pending || entry.cascaded != call.depth() > 0) { // R14: nobody's to rely on yet
            return false;
        }
        long initiator = call.request().initiator;
        boolean isOurs =
                entry.cascaded
                        ? (query && entry.state == asking.done)
                                || entry.isHeldBy(call.request())
                                || entry.holders.stream()
                                        .allMatch(one -> one.initiator() == initiator)
                        : entry.initiator == initiator;
        return isOurs && asking.from.contains(entry.state);
    }

    String real(
            Call call, Asking asking, Question question, List<Place> places, List<Tuple> tuples) {
        for (Place place : places) {
            String code =
                    call.isUnderWay(step(question), place, question.has(Flags.FILESYS))
                            ? "0"
                            : real(call, asking, question, place, tuples);
            if (!code.equals("0")) {
                return code;
            }
        }
        return "0";
    }

    private String real(
            Call call, Asking asking, Question question, Place place, List<Tuple> tuples) {
        Entry entry = table.find(place, question.has(Flags.FILESYS));
        if (entry == null) {
            return "-1";
        }
        if (!isAllowed(entry, call, asking, false)) {
            return refuse(entry, tuples);
        }
        if (call.request().recovery && entry.pending) {
            entry.earlier = call.takings().prior(entry);
        }
        entry.isBeingDone(asking.doing, call);
        entry.pending = false;
        entry.undone = null;
        call.takings().forget(entry);
        if (mayBeCalled(call, question, place)) {
            table.keep();
        }
        int code = walk(call, asking, question, entry, place, tuples);
        entry.state = code == 0 ? asking.done : asking.failed;
        return call.code(code);
    }

    private static String step(Question question) {
        return question.op() + question.has(Flags.QUERY);
    }

    private int walk(
            Call call,
            Asking asking,
            Question question,
            Entry entry,
            Place place,
            List<Tuple> tuples) {
        boolean mark = question.has(Flags.FILESYS);
        boolean retire = question.has(Flags.RETIRE);
        Question asked = question.without(Flags.FILESYS);
        Visit visit = new Visit(coordinator, call, place, tuples);
        int result = retire ? NOTHING_CALLED : 0;
        visit.enter(step(question), mark);
        boolean onlyNode = retire || (call.request().recovery && entry.isRetire());
        for (Client client : coordinator.registrations().concerned(place, mark, onlyNode)) {
            if (retire && client.isRevivedByRetire()) {
                client.become(States.ONLINE);
            }
            if (client.takesPart() && client.state != asking.done) {
                boolean query = question.has(Flags.QUERY);
                client.become(query ? asking.querying : asking.doing);
                if (entry != null) {
                    entry.calls(client);
                }
                int code =
                        visit.ask(
                                client,
                                asked,
                                isAgain(call, entry, client),
                                query ? asking.queried : asking.done,
                                query ? asking.queryFailed : asking.failed);
                result = result == NOTHING_CALLED && retire ? 0 : result;
                result = code == 0 ? result : code;
            }
        }
        visit.leave(step(question), mark);
        return visit.isAnybodyAway(question, onlyNode) ? -1 : result;
    }

    /** R14: who has served it to its end took what he wanted then. */
    private static boolean isAgain(Call call, Entry entry, Client client) {
        return call.request().recovery && entry != null && entry.before.contains(client.key());
    }

    /** R3 and R4: what was only queried is as it was before. */
    void giveBack(Call call, List<List<Place>> under, boolean all, Question question) {
        List<Tuple> dropped = new ArrayList<>();
        for (Entry entry : table.entries()) {
            Takings.Prior prior = call.takings().prior(entry);
            if (prior != null
                    && under.stream().anyMatch(prior::isUnder)
                    && entry.number == call.request().number
                    && (all || States.QUERYING.contains(entry.state))) {
                if (question.has(Flags.SCOPE)) {
                    inform(call, entry, question, dropped);
                }
                prior.restore(entry, table);
            }
        }
    }

    /** What was only asked about is as far as it was before: it still has let go. */
    void settle(Call call) {
        for (Entry entry : table.entries()) {
            Takings.Prior prior = call.takings().prior(entry);
            if (prior != null
                    && !prior.isNew()
                    && entry.number == call.request().number
                    && States.QUERYING.contains(entry.state)) {
                prior.settle(entry);
            }
        }
    }

    private void inform(Call call, Entry entry, Question question, List<Tuple> dropped) {
        int flags = question.flags() | Flags.QUERY | Flags.CANCEL;
        Visit visit = new Visit(coordinator, call, entry.place, dropped);
        coordinator.registrations().concerned(entry.place, entry.mark, entry.isRetire()).stream()
                .filter(Client::takesPart)
                .forEach(one -> visit.inform(one, flags & ~Flags.FILESYS, ""));
    }
}
