// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import io.lastpath.engine.internal.crash.Call.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a diary and tells what is wrong in it. For one thread. What is checked:
 *
 * <ul>
 *   <li>Nothing acknowledged is lost: each DR request from outside that was open at the last answer
 *       is loaded unchanged by the next run and open after its recovery, but for what was being
 *       changed when the run was killed, what its module refuses, and what its initiator has left.
 *   <li>Nothing is offline without an owner: whoever was last told to let go is covered by an open
 *       request after each answer and each recovery, each dependent by one from outside whose
 *       initiator is there; and who was asked by a run that was killed is told how it ended.
 *   <li>What a module ends when it hears of an event is as lasting as if it had been ended from
 *       outside: it is not open after its answer, and nobody is told another end.
 *   <li>Nothing is invented: no call, no row and no end without a deed that asked for it, and no
 *       number is given twice.
 *   <li>Nothing is done twice: {@link World} says what that means for each who is called.
 * </ul>
 */
final class Ledger {

    private final Topology topology;
    private final World world;
    private final Numbers numbers = new Numbers();
    private final Map<String, Deed> deeds = new HashMap<>();
    private final Map<String, Deed> underWay = new HashMap<>();
    private final Map<String, List<Row>> acknowledged = new HashMap<>();
    private final Set<String> excused = new HashSet<>();
    private final Set<String> over = new HashSet<>();
    private final Set<String> brokenOff = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> dead = new TreeSet<>();
    private Set<String> present = Set.of();
    private List<Row> loaded = List.of();
    private boolean recovering;
    private boolean halfRecovered;
    private String at = "";

    Ledger(Topology topology) {
        this.topology = topology;
        this.world = new World(topology);
    }

    /** {@return the ids of initiators that died while a run went on} */
    Set<String> dead() {
        return dead;
    }

    /** {@return what is open after the last recovery or answer, in all trees} */
    List<Row> open() {
        return acknowledged.values().stream().flatMap(List::stream).toList();
    }

    /** Goes on to read. */
    void read(List<String> lines) {
        for (String line : lines) {
            at = line;
            String[] fields = Diary.fields(line);
            switch (Diary.Line.valueOf(fields[0])) {
                case RUN -> run(fields);
                case LOADED -> loaded(fields);
                case RECOVERED -> recovered(fields);
                case BY_ITSELF -> numbers.used(Long.parseLong(fields[1]), at);
                case BEGIN -> begin(Deed.of(fields));
                case END -> end(fields);
                case CALL -> call(World.call(fields));
                case ENDED -> ended.add(fields[1] + " " + fields[2]);
                case REGISTERING -> world.registering(fields[1]);
                case REGISTERED -> world.registered(fields[1]);
                case ANSWER -> answer(World.call(fields), Boolean.parseBoolean(fields[7]));
            }
        }
    }

    private void run(String[] fields) {
        present = Set.of(fields[2].split(","));
        halfRecovered = recovering;
        recovering = true;
        numbers.restart();
        world.restart();
        for (Deed deed : underWay.values()) {
            brokenOff.add(deed.token());
            excuse(deed);
        }
        underWay.clear();
    }

    /** What was being changed when the run was killed may be as it was or as it was to be. */
    private void excuse(Deed deed) {
        excused.addAll(deed.resources());
        if (deed.kind() == Deed.Kind.DIE) {
            open().stream()
                    .filter(row -> row.initiator().equals(deed.initiator().id()))
                    .forEach(row -> excused.add(row.resource()));
        }
        if (deed.kind().isEnd()) {
            deed.resources().stream()
                    .filter(one -> world.wasTold(deed.token(), one))
                    .forEach(over::add);
        }
    }

    private void loaded(String[] fields) {
        check(fields[2].isEmpty() && fields[3].isEmpty(), "the journal is whole");
        loaded = Row.parse(fields[1]);
        accountFor(loaded, true);
        for (Row row : open()) {
            boolean same = loaded.contains(row) || excused.contains(row.resource());
            check(!isOutside(row) || same || isRedone(row), "lost or changed: " + row);
        }
        world.loaded(loaded, this::mayBeUnknown);
        for (Row row : loaded) {
            if (isOutside(row) && !present.contains(row.initiator())) {
                excused.add(row.resource());
            }
        }
    }

    /** What had failed may have been redone well by a run that was killed in its recovery. */
    private boolean isRedone(Row row) {
        return halfRecovered && row.isFailed() && loaded.contains(row.redone());
    }

    /** A query that was refused or only a query ends without a word to those who were asked. */
    private boolean mayBeUnknown(String token) {
        return deeds.get(token).kind() == Deed.Kind.QUERY
                || refused.contains(token)
                || mayHaveNoConstraint(deeds.get(token));
    }

    /** A retire request is refused where nobody is asked about one of its list, as what is out. */
    private static boolean mayHaveNoConstraint(Deed deed) {
        return deed.kind() == Deed.Kind.RETIRE && deed.resources().size() > 1;
    }

    private void accountFor(List<Row> rows, boolean loading) {
        for (Row row : rows) {
            Deed deed = deeds.get(row.token());
            check(deed != null, "nobody asked for " + row);
            check(deed.initiator().id().equals(row.initiator()), "not his: " + row);
            check(!isEndedInEvent(row.token(), row.resource()), "ended, and open: " + row);
            check(
                    deed.resources().stream()
                            .anyMatch(
                                    root ->
                                            isOutside(row)
                                                    ? root.equals(row.resource())
                                                    : topology.reached(root)
                                                            .contains(row.resource())),
                    "he did not ask for " + row);
            check(
                    !isOutside(row)
                            || isIn(open(), row)
                            || brokenOff.contains(row.token())
                            || excused.contains(row.resource()),
                    "open again: " + row);
            check(
                    isOutside(row)
                            || (loading && (isBeingEnded(deed) || row.isComingBack()))
                            || rows.stream()
                                    .anyMatch(
                                            root ->
                                                    isOutside(root)
                                                            && topology.reached(root.resource())
                                                                    .contains(row.resource())),
                    "nobody's dependent: " + row);
        }
    }

    /**
     * Whoever was killed while a request ended may have ended it, and not its dependents yet. Those
     * another request may be giving back, at that moment, after the one that ended it is over.
     */
    private boolean isBeingEnded(Deed deed) {
        return brokenOff.contains(deed.token())
                || deed.resources().stream().anyMatch(excused::contains);
    }

    /**
     * A dependent that is given back by itself has the depth of an outside request for a moment.
     * What was named and has ended may be taken along again by what was named with it.
     */
    private boolean isOutside(Row row) {
        Deed deed = deeds.get(row.token());
        return row.isOutside()
                && deed.kind() != Deed.Kind.EVENT
                && deed.resources().contains(row.resource());
    }

    /** What a module took and ended in an event, and was answered so, is over for good. */
    private boolean isEndedInEvent(String token, String resource) {
        return ended.contains(token + " " + resource);
    }

    private static boolean isIn(List<Row> rows, Row row) {
        return rows.stream()
                .anyMatch(
                        one ->
                                one.resource().equals(row.resource())
                                        && one.token().equals(row.token()));
    }

    private void recovered(String[] fields) {
        check(fields[2].isEmpty() && fields[3].isEmpty(), "the journal is written");
        List<Row> rows = Row.parse(fields[1]);
        accountFor(rows, false);
        for (Row row : open()) {
            boolean kept = isIn(rows, row) || excused.contains(row.resource());
            check(!isOutside(row) || kept, "lost: " + row);
        }
        for (Row row : rows) {
            check(row.attention().isEmpty(), "needs a person: " + row);
            check(row.isDone(), "half done: " + row);
            check(present.contains(row.initiator()), "its initiator has gone: " + row);
            check(!over.contains(row.resource()) || !isOutside(row), "its end was told: " + row);
        }
        world.settled(rows);
        world.recovered(loaded, rows);
        acknowledged.clear();
        rows.forEach(
                row ->
                        acknowledged
                                .computeIfAbsent(
                                        Topology.treeOf(row.resource()), any -> new ArrayList<>())
                                .add(row));
        excused.clear();
        over.clear();
        brokenOff.clear();
        recovering = false;
    }

    private void begin(Deed deed) {
        check(deeds.put(deed.token(), deed) == null, "a deed is done once");
        underWay.put(deed.tree(), deed);
        if (deed.kind() == Deed.Kind.DIE) {
            dead.add(deed.initiator().id());
        }
    }

    private void end(String[] fields) {
        Deed deed = underWay.remove(deeds.get(fields[1]).tree());
        check(deed.token().equals(fields[1]), "one answer to one deed");
        if (deed.kind() != Deed.Kind.DIE) {
            numbers.answered(Long.parseLong(fields[2]), deed.token(), at);
        }
        List<Row> rows = Row.parse(fields[4]);
        List<Row> before = acknowledged.getOrDefault(deed.tree(), List.of());
        if (Boolean.parseBoolean(fields[3])) {
            succeeded(deed, rows);
        }
        for (Row row : before) {
            boolean his =
                    deed.kind() == Deed.Kind.DIE && row.initiator().equals(deed.initiator().id());
            boolean named = deed.resources().contains(row.resource());
            check(!isOutside(row) || his || named || rows.contains(row), "lost: " + row);
        }
        acknowledged.put(deed.tree(), rows);
        world.ended(deed.tree(), before, rows);
        world.settled(rows, deed.tree());
    }

    private void succeeded(Deed deed, List<Row> rows) {
        for (String resource : deed.resources()) {
            Row row =
                    rows.stream()
                            .filter(one -> one.resource().equals(resource))
                            .findFirst()
                            .orElse(null);
            if (deed.kind().isLettingGo()) {
                check(row != null && row.isDone(), "said to be done: " + resource);
            }
            if (deed.kind().isEnd()) {
                check(row == null, "said to be over: " + resource);
            }
            if (deed.kind() == Deed.Kind.EVENT) {
                check(row == null || !row.token().equals(deed.token()), "left by an event: " + row);
            }
        }
    }

    private void call(Call call) {
        Deed deed = deeds.get(call.asked());
        check(deed != null, "nobody asked for this");
        if (call.word().isNews()) {
            check(!recovering, "nothing of this is left after a restart");
            return;
        }
        check(!isEndedInEvent(call.asked(), call.resource()), "told, and it had ended");
        if (recovering) {
            Word before = world.lastOf(call);
            check(
                    deed.kind() != Deed.Kind.EVENT
                            || before == null
                            || !before.isEnd()
                            || before == call.word(),
                    "told another end than before");
            check(
                    loaded.stream()
                            .anyMatch(
                                    row ->
                                            row.token().equals(call.asked())
                                                    && topology.reached(row.resource())
                                                            .contains(call.resource())),
                    "told in a recovery, and nothing was open");
        } else {
            Deed current = underWay.get(deed.tree());
            if (current == null) {
                check(isSomebodyCleanedUpAfter(), "told, and nobody asks at the time");
            } else if (current.kind()
                    == Deed.Kind.DIE) { // what he had asked for goes on to its end
                check(current.pid() == deed.pid(), "told, and he lives");
            } else {
                check(
                        current.token().equals(call.asked())
                                || (call.word().isEnd() && isSomebodyCleanedUpAfter()),
                        "told for an earlier request");
                numbers.seen(call.number(), call.asked(), at);
            }
        }
        check(world.tell(call, recovering), "told twice");
    }

    private void answer(Call call, boolean agreed) {
        world.answered(call, agreed);
        if (!agreed) {
            refused.add(call.asked());
        }
        if (!agreed && recovering && !call.word().isEnd()) {
            loaded.stream()
                    .filter(row -> row.token().equals(call.asked()))
                    .forEach(row -> excused.add(row.resource()));
            world.refusedInRecovery(call);
        }
    }

    private void check(boolean fine, String what) {
        if (!fine) {
            throw new AssertionError(
                    what + "\n  at " + at + "\n  open " + open() + "\n  loaded " + loaded);
        }
    }

    /** What a request that ends leaves behind is given back meanwhile, in whichever tree it is. */
    private boolean isSomebodyCleanedUpAfter() {
        return underWay.values().stream().anyMatch(one -> one.kind() == Deed.Kind.DIE);
    }
}
