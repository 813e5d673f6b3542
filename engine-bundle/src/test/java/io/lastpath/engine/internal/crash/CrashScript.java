// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import io.lastpath.engine.internal.crash.Call.Word;
import io.lastpath.engine.internal.crash.Deed.Kind;
import io.lastpath.rcm.RcmState;
import java.util.List;

/** Deeds in an order in which every kind of callback and of journal write happens. */
final class CrashScript {

    /** Who goes on after a restart, and who does not. */
    static final String STAYS = "pid 10010";

    static final String GOES = "pid 10020";

    private static final long STAYING = 10_010;
    private static final long GOING = 10_020;
    private static final String CARD = "/card/a/";
    private static final String ADAPTER = "/devices/a/hba";

    private final String run;
    private final Doing doing;
    private final Points points;
    private List<Row> open = List.of();
    private int deeds;
    private int phases;

    CrashScript(String run, Doing doing, Points points) {
        this.run = run;
        this.doing = doing;
        this.points = points;
    }

    /** One card never agrees, another one does not do what it agreed to. */
    static boolean agrees(Call call) {
        boolean never = call.resource().equals("/vol/a/vp") && call.asked().endsWith("refused");
        boolean fails = call.resource().equals(CARD + "3") && call.asked().endsWith("failing");
        return !never && !(fails && call.word() == Word.OFFLINE);
    }

    void play() {
        make(Kind.INFO, STAYING, "", ADAPTER + "0");
        endAll();
        make(Kind.OFFLINE, STAYING, "", ADAPTER + "0");
        make(Kind.QUERY, STAYING, "", CARD + "2");
        make(Kind.OFFLINE, STAYING, "refused", CARD + "2", CARD + "1");
        make(Kind.SUSPEND, STAYING, "", CARD + "0");
        make(Kind.OFFLINE, GOING, "", ADAPTER + "1", CARD + "1");
        make(Kind.OFFLINE, STAYING, "failing", CARD + "2", CARD + "3");
        make(Kind.CAPACITY, STAYING, "", CARD + "2");
        make(Kind.ONLINE, STAYING, "", CARD + "2", CARD + "3");
        make(Kind.SUSPEND, GOING, "", CARD + "2");
        make(Kind.OFFLINE, STAYING, "", CARD + "3");
        make(Kind.REMOVE, STAYING, "", CARD + "3");
        make(Kind.RESUME, STAYING, "", CARD + "0");
        make(Kind.ONLINE, STAYING, "", ADAPTER + "0");
        make(Kind.ONLINE, GOING, "", ADAPTER + "1", CARD + "1");
        make(Kind.RESUME, GOING, "", CARD + "2");
        make(Kind.EVENT, STAYING, "", Topology.supplied("a").toArray(String[]::new));
        make(Kind.RETIRE, STAYING, "", CARD + "0");
        make(Kind.FILESYS, STAYING, "", Topology.root("a"));
        make(Kind.ONLINE, STAYING, "", CARD + "0");
        make(Kind.ONLINE, STAYING, "", Topology.root("a"));
    }

    /** Ends what an earlier run has left; there is nothing in the first. */
    private void endAll() {
        points.enter("cleanup");
        for (Row row : open.stream().filter(Row::isOutside).toList()) {
            Kind kind = row.state() == RcmState.SUSPENDED ? Kind.RESUME : Kind.ONLINE;
            long pid = row.initiator().equals(STAYS) ? STAYING : GOING;
            doIt(kind, pid, "", row.resource());
        }
    }

    private void make(Kind kind, long pid, String how, String... resources) {
        points.enter(++phases + " " + kind);
        doIt(kind, pid, how, resources);
    }

    private void doIt(Kind kind, long pid, String how, String... resources) {
        String token = "a" + run + "-" + ++deeds + how;
        open = doing.make(new Deed(token, kind, pid, List.of(resources)));
    }
}
