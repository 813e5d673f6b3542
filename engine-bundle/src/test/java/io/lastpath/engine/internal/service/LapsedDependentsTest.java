// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A disk is asked about while the last who holds it ends: nobody has given it back when he has. */
class LapsedDependentsTest {

    private static final String HELD = "/devices/held";
    private static final String ASKED = "/devices/asked";
    private static final String GONE = "/devices/gone";
    private static final String DISK = "/disk";
    private static final String CARD = "/card";
    private static final String LOST = "/lost";

    private final EngineFixture fixture = new EngineFixture();
    private final TestModule disk = new TestModule(DISK);
    private Engine.Arrival held;

    @BeforeEach
    void start() {
        fixture.arrive("disk", disk);
        fixture.arrive("lost", new TestModule(LOST));
        held = fixture.arrive("held", new PassingModule(List.of(DISK), HELD));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** One asks about another adapter of the disks; that is done before he has his answer. */
    private void ends(Runnable end, String... dependents) {
        PassingModule asked = new PassingModule(List.of(dependents), ASKED);
        TestModule.Reaction pass = asked.offline;
        asked.offline =
                (handle, resource, flags) -> {
                    ModuleReply reply = pass.to(handle, resource, flags);
                    end.run();
                    return reply;
                };
        fixture.arrive("asked", asked);
        fixture.process(9).requestOffline(List.of(ASKED), QUERY);
        assertThat(fixture.open()).contains(DISK);
        assertThat(disk.calls).noneMatch(call -> call.startsWith("online"));
    }

    @Test
    void aRemovalOfWhichNobodyHearsNamesOnlyWhatWasTakenForIt() {
        Engine.Arrival gone = fixture.arrive("gone", new PassingModule(List.of(LOST), GONE));
        fixture.process(7).requestOffline(List.of(HELD), NONE);
        fixture.process(8).requestOffline(List.of(GONE), NONE);
        ends(() -> fixture.process(7).notifyOnline(List.of(HELD), NONE), DISK);
        fixture.engine.leave(gone);

        RcmReply reply = fixture.process(8).notifyRemove(List.of(GONE), NONE);

        assertThat(reply.assessments())
                .extracting(Assessment::reason)
                .singleElement()
                .asString()
                .contains(GONE)
                .endsWith(" are told that they are back: " + LOST);
        assertThat(fixture.open()).isEmpty();
    }

    /** Another one hears of it, who knows nothing of what the first had taken along. */
    @Test
    void aRemovalOfWhichWhoLetGoDoesNotHearIsUnknownThoughAnotherHears() {
        Engine.Arrival gone = fixture.arrive("gone", new PassingModule(List.of(LOST), GONE));
        fixture.arrive("other", new TestModule(GONE));
        fixture.process(8).requestOffline(List.of(GONE), NONE);
        fixture.engine.leave(gone);

        RcmReply reply = fixture.process(8).notifyRemove(List.of(GONE), NONE);

        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.assessments())
                .extracting(Assessment::reason)
                .singleElement()
                .asString()
                .endsWith(" are told that they are back: " + LOST);
    }

    /** It leads to the disk no more when it is taken again. */
    @Test
    void whatIsTakenAnewHoldsNothingOfWhatItHadTakenBefore() {
        fixture.process(7).requestOffline(List.of(HELD), NONE);
        ends(
                () -> {
                    fixture.process(7).notifyOnline(List.of(HELD), NONE);
                    fixture.engine.leave(held);
                    fixture.arrive("held2", new TestModule(HELD));
                    fixture.process(8).requestOffline(List.of(HELD), NONE);
                },
                DISK);

        fixture.engine.care(Duration.ZERO);

        assertThat(fixture.open()).containsExactly(HELD);
        assertThat(disk.calls).containsOnlyOnce("online " + DISK + " NONE");
    }

    /** Whoever takes that does not ask again who has let go, and so takes nothing else along. */
    @Test
    void whatHangsByWhatOthersTakeMeanwhileDoesNotComeBackBeforeThat() {
        TestModule card = new PassingModule(List.of(DISK), CARD);
        fixture.arrive("card", card);
        fixture.arrive("held2", new PassingModule(List.of(CARD), HELD + "2"));
        fixture.arrive("held3", new PassingModule(List.of(CARD), HELD + "3"));
        fixture.process(7).requestOffline(List.of(HELD + "2"), NONE);
        ends(() -> fixture.process(7).notifyOnline(List.of(HELD + "2"), NONE), CARD, DISK);
        fixture.process(8).requestOffline(List.of(HELD + "3"), NONE);

        fixture.engine.care(Duration.ZERO);

        assertThat(fixture.open()).containsExactlyInAnyOrder(HELD + "3", CARD, DISK);
        fixture.process(8).notifyOnline(List.of(HELD + "3"), NONE);
        assertThat(fixture.open()).isEmpty();
        assertThat(card.calls).containsOnlyOnce("online " + CARD + " NONE");
        assertThat(disk.calls).containsOnlyOnce("online " + DISK + " NONE");
    }

    /** It leads to the disk still: who takes it again takes that along. */
    @Test
    void whatIsTakenAnewHoldsWhatItTakesAlongAgain() {
        fixture.process(7).requestOffline(List.of(HELD), NONE);
        ends(() -> fixture.process(7).notifyOnline(List.of(HELD), NONE), DISK);
        fixture.process(8).requestOffline(List.of(HELD), NONE);

        fixture.engine.care(Duration.ZERO);

        assertThat(fixture.open()).containsExactlyInAnyOrder(HELD, DISK);
        assertThat(fixture.engine.drRequests())
                .allMatch(one -> one.intent().initiator().pid() == 8);
        fixture.process(8).notifyOnline(List.of(HELD), NONE);
        assertThat(fixture.open()).isEmpty();
        assertThat(disk.calls).containsOnlyOnce("online " + DISK + " NONE");
    }
}
