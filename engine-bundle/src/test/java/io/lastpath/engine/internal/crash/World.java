// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import io.lastpath.engine.internal.crash.Call.Word;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the users of the resources were told last. It outlives every run. For one thread.
 *
 * <p>Nothing is done twice: within a run, recovery or not, nobody is told an end who has not been
 * asked or told anything since the last one, but a removal, which is told to all below who have not
 * been told that already, or have registered again since; and nobody who has let go is made let go
 * the same way once more. A recovery may repeat what was told in an earlier run, once. Outside of a
 * recovery nobody is called back whom this run has not called.
 */
final class World {

    private final Topology topology;
    private final Map<String, Call> told = new TreeMap<>();
    private final Map<String, Call> last = new TreeMap<>();
    private final Set<String> asked = new HashSet<>();
    private final Set<String> back = new HashSet<>();
    private final Set<String> owed = new HashSet<>();
    private final Set<String> toldInRun = new HashSet<>();
    private final Set<String> redone = new HashSet<>();
    private final Map<String, Word> lastInRun = new HashMap<>();
    private final Map<String, Word> away = new HashMap<>();
    private final Set<String> registering = new HashSet<>();

    World(Topology topology) {
        this.topology = topology;
    }

    static Call call(String[] fields) {
        return new Call(
                fields[1],
                Long.parseLong(fields[2]),
                Integer.parseInt(fields[3]),
                Word.valueOf(fields[4]),
                fields[5],
                fields[6]);
    }

    void restart() {
        toldInRun.clear();
        back.clear();
        redone.clear();
        lastInRun.clear();
        away.clear();
        registering.clear();
    }

    /** A module registers: who was told that he is removed may be there again at any moment. */
    void registering(String module) {
        registering.add(module);
        comeBack(module);
    }

    void registered(String module) {
        registering.remove(module);
        comeBack(module);
    }

    private void comeBack(String module) {
        Set<String> resources = topology.modules().get(module).keySet();
        lastInRun
                .entrySet()
                .removeIf(one -> one.getValue() == Word.REMOVE && resources.contains(one.getKey()));
    }

    /** Notes an answer: who agrees to let go has done so until he is told an end. */
    void answered(Call call, boolean agreed) {
        if (agreed && call.word().isLettingGo()) {
            away.put(call.resource(), call.word());
        }
    }

    /** {@return what the user of a resource was told last for the same deed; null for nothing} */
    Word lastOf(Call call) {
        Call before = last.get(call.resource());
        return before == null || !before.asked().equals(call.asked()) ? null : before.word();
    }

    /** {@return whether a deed told a user of this resource how it ended, in this run} */
    boolean wasTold(String token, String resource) {
        return toldInRun.stream()
                .anyMatch(
                        one ->
                                one.startsWith(token + " ")
                                        && Topology.covers(
                                                resource, one.substring(token.length() + 1)));
    }

    /**
     * Notes a call.
     *
     * @return false if it makes somebody do twice what he has done in this run
     */
    boolean tell(Call call, boolean recovering) {
        String who = call.resource();
        boolean twice = isTwice(call, lastInRun.put(who, call.word()), recovering);
        last.put(who, call);
        asked.remove(who);
        if (call.word().isEnd()) {
            owed.remove(who);
            away.remove(who);
            told.put(who, call);
            back.add(who);
            if (!recovering) {
                toldInRun.add(call.asked() + " " + who);
            }
        }
        if (call.word().isLettingGo()) {
            told.put(who, call);
            twice |= recovering && !redone.add(redone(call));
        }
        if (call.word().isQuery()) {
            asked.add(who);
        }
        return !twice;
    }

    private boolean isTwice(Call call, Word before, boolean recovering) {
        return switch (call.word()) {
            case REMOVE -> before == Word.REMOVE && !registering.contains(call.module());
            case ONLINE, RESUME -> before == null ? !recovering : before.isEnd();
            case OFFLINE, SUSPEND -> away.get(call.resource()) == call.word();
            default -> false;
        };
    }

    /**
     * A deed is over. Who was asked on the way knows by now, or was let down in peace; and nobody
     * was called back to what stays away.
     */
    void ended(String tree, List<Row> before, List<Row> after) {
        asked.removeIf(who -> Topology.treeOf(who).equals(tree));
        calledBack(back, before, after);
        back.removeIf(who -> Topology.treeOf(who).equals(tree));
    }

    /**
     * Whoever was called back needs nothing that stays away. What one request took along for
     * several of its resources comes back with the first of them.
     */
    private void calledBack(Set<String> whom, List<Row> before, List<Row> after) {
        Set<String> over =
                before.stream()
                        .filter(Row::isOutside)
                        .filter(row -> after.stream().noneMatch(row::isOn))
                        .map(Row::token)
                        .collect(Collectors.toSet());
        for (String who : whom) {
            List<String> needed = topology.needed(who);
            boolean stays =
                    needed.stream()
                            .filter(this::hasLetGo)
                            .filter(one -> isAway(before, one) && isAway(after, one))
                            .anyMatch(one -> needed.size() == 1 || !isOfAny(over, after, one));
            check(
                    !stays || !isBack(told.get(who)),
                    "called back to what is still away: " + told.get(who) + " " + after);
        }
    }

    /** A request on what nobody uses any more takes nothing along. */
    private boolean hasLetGo(String who) {
        return told.containsKey(who) && told.get(who).word().isLettingGo();
    }

    private static boolean isOfAny(Set<String> tokens, List<Row> rows, String resource) {
        return rows.stream()
                .filter(row -> Topology.covers(row.resource(), resource))
                .anyMatch(row -> tokens.contains(row.token()));
    }

    private static boolean isAway(List<Row> rows, String resource) {
        return rows.stream().anyMatch(row -> row.keepsAway(resource));
    }

    /**
     * Who refuses after a restart says that he goes on as ever: he may be taken along with what was
     * named with it and is redone later.
     */
    void refusedInRecovery(Call call) {
        told.remove(call.resource());
        asked.remove(call.resource()); // also if the next kill comes before that is written
        owed.remove(call.resource());
        redone.remove(redone(call));
    }

    private static String redone(Call call) {
        return call.word() + " " + call.resource();
    }

    /** Finds whom a broken-off request has asked or told, and who is owed an answer for that. */
    void loaded(List<Row> rows, Predicate<String> mayBeUnknown) {
        for (String who : asked) {
            if (isCovered(rows, who)) {
                owed.add(who);
            } else if (!owed.contains(who)) {
                Call call = last.get(who);
                check(mayBeUnknown.test(call.asked()), "asked, and it is not known: " + call);
            }
        }
    }

    /**
     * Nobody was asked by what is not open any more without being told, and nobody was called back
     * to what is redone, whoever passes on that a question is over.
     */
    void recovered(List<Row> loaded, List<Row> rows) {
        for (String one : owed) {
            check(isCovered(rows, one), "asked and not told: " + last.get(one));
        }
        calledBack(back, loaded, rows);
        asked.clear();
        back.clear();
        owed.clear();
    }

    void settled(List<Row> rows) {
        told.values().forEach(call -> settled(rows, call));
    }

    void settled(List<Row> rows, String tree) {
        told.values().stream()
                .filter(call -> Topology.treeOf(call.resource()).equals(tree))
                .forEach(call -> settled(rows, call));
    }

    /** Who has let go is held by somebody, and who is held by somebody has not been called back. */
    private void settled(List<Row> rows, Call call) {
        if (call.word().isLettingGo()) {
            check(isCovered(rows, call.resource()), "offline without an owner: " + call);
        }
        if (isBack(call)) {
            check(
                    !isAway(rows, call.resource()),
                    "held, and told to come back: " + call + " " + rows);
        }
    }

    private static boolean isBack(Call call) {
        return call.word() == Word.ONLINE || call.word() == Word.RESUME;
    }

    private static boolean isCovered(List<Row> rows, String resource) {
        return rows.stream().anyMatch(row -> Topology.covers(row.resource(), resource));
    }

    private static void check(boolean fine, String what) {
        if (!fine) {
            throw new AssertionError(what);
        }
    }
}
