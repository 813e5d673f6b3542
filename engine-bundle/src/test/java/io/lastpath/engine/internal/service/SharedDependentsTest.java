// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A disk that hangs by two adapters, and what hangs by the disk: whose it is, and for how long. */
class SharedDependentsTest {

    private static final String FIRST = "/devices/first";
    private static final String SECOND = "/devices/second";
    private static final String DISK = "/disk";
    private static final String CARD = "/devices/card";
    private static final String VOLUME = "/volume";
    private static final String VOLUME_ONLINE = "online " + VOLUME + " NONE";

    private final EngineFixture fixture = new EngineFixture();
    private final TestModule volume = new TestModule(VOLUME);

    /** It forgets to pass on that it comes back. */
    private final TestModule disk = new TestModule(DISK);

    private final TestModule first = new PassingModule(List.of(DISK), FIRST);
    private final TestModule second = new PassingModule(List.of(DISK), SECOND);

    @BeforeEach
    void start() {
        fixture.arrive("volume", volume);
        disk.offline = (handle, resource, flags) -> passedOn(handle, VOLUME, flags);
        fixture.arrive("disk", disk);
        fixture.arrive("first", first);
        fixture.arrive("second", second);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** The second finds the disk offline, so that nobody passes on to the volume. */
    private void bothAdaptersGoAndTheFirstIsRemoved() {
        fixture.process(7).requestOffline(List.of(FIRST), NONE);
        fixture.process(8).requestOffline(List.of(SECOND), NONE);
        fixture.process(7).notifyRemove(List.of(FIRST), NONE);
    }

    @Test
    void aLaterRequestOnTheSameAdapterHoldsNothingOfTheOneThatEnded() {
        bothAdaptersGoAndTheFirstIsRemoved();
        assertThat(fixture.open()).containsExactlyInAnyOrder(SECOND, DISK, VOLUME);

        fixture.process(7).requestSuspend(List.of(FIRST), NONE, Duration.ZERO);
        fixture.process(8).notifyOnline(List.of(SECOND), NONE);

        assertThat(fixture.open()).containsExactly(FIRST);
        assertThat(volume.calls).containsOnlyOnce(VOLUME_ONLINE);
    }

    @Test
    void whatIsLeftIsNamedAsHisWhoHoldsIt() {
        bothAdaptersGoAndTheFirstIsRemoved();

        assertThat(fixture.holderOf(DISK)).isEqualTo(8);
        assertThat(fixture.holderOf(VOLUME)).isEqualTo(8);
        assertThat(fixture.process(9).requestOffline(List.of(VOLUME), NONE).tuples())
                .singleElement()
                .satisfies(one -> assertThat(one.properties()).containsEntry("holder", "pid 8"));
    }

    @Test
    void aRequestThatFailedOnTheWayTakesADiskAlongAndGivesItBackToItsHolderOnly() {
        fixture.process(7).requestOffline(List.of(FIRST), NONE);
        second.offline =
                (handle, resource, flags) ->
                        flags.has(RcmFlags.QUERY)
                                ? passedOn(handle, DISK, flags)
                                : ModuleReply.refusal("busy");
        fixture.process(7).requestOffline(List.of(SECOND, FIRST), NONE);

        fixture.process(7).notifyOnline(List.of(SECOND), NONE);

        assertThat(fixture.open()).containsExactlyInAnyOrder(FIRST, DISK, VOLUME);
        assertThat(volume.calls).doesNotContain(VOLUME_ONLINE);
    }

    /** While one adapter's loss is asked about, the other comes back, whose disk is in question. */
    @Test
    void whatIsAskedAboutWhileItsLastHolderEndsComesBackAfterwards() {
        fixture.process(8).requestOffline(List.of(SECOND), NONE);
        first.offline =
                (handle, resource, flags) -> {
                    ModuleReply reply = passedOn(handle, DISK, flags);
                    fixture.process(8).notifyOnline(List.of(SECOND), NONE);
                    return reply;
                };

        fixture.process(7).requestOffline(List.of(FIRST), RcmFlags.QUERY);
        fixture.engine.care(Duration.ZERO);

        assertThat(fixture.open()).isEmpty();
        assertThat(volume.calls).containsOnlyOnce(VOLUME_ONLINE);
    }

    /** It agreed for the disk, and nobody could tell the disk's users any more. */
    @Test
    void whoLeavesBetweenTheQuestionAndTheOfflineMakesItARefusal() {
        Engine.Arrival third =
                fixture.arrive("third", new PassingModule(List.of(VOLUME), "/devices/third"));
        TestModule late = new TestModule("/late");
        late.offline =
                (handle, resource, flags) -> {
                    fixture.engine.leave(third);
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("late", late);

        RcmReply reply =
                fixture.process(7)
                        .requestOffline(List.of("/devices/third", "/late"), RcmFlags.NONE);

        assertLost(reply, "module third was asked about");
    }

    /** One under the card leaves while the other one is told. */
    @Test
    void whoLeavesWhileOthersAreToldMakesItARefusal() {
        Engine.Arrival second =
                fixture.arrive("port2", new PassingModule(List.of(VOLUME), CARD + "/p2"));
        TestModule first = new TestModule(CARD + "/p1");
        first.offline =
                (handle, resource, flags) -> {
                    if (!flags.has(RcmFlags.QUERY)) {
                        fixture.engine.leave(second);
                    }
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("port1", first);

        RcmReply reply = fixture.process(7).requestOffline(List.of(CARD), RcmFlags.NONE);

        assertThat(first.calls).contains("offline " + CARD + "/p1 NONE");
        assertLost(reply, "module port2 was asked about " + CARD + "/p2");
    }

    /** As a module does whose HBA leaves the tree meanwhile. */
    @Test
    void aRegistrationThatIsDroppedWhileOthersAreToldMakesItARefusal() {
        TestModule both = new TestModule(CARD + "/p1", CARD + "/p2");
        both.offline =
                (handle, resource, flags) -> {
                    if (resource.endsWith("p2")) {
                        return passedOn(handle, VOLUME, flags);
                    }
                    if (!flags.has(RcmFlags.QUERY)) {
                        handle.unregisterInterest(RegistrationKind.DR, CARD + "/p2", RcmFlags.NONE);
                    }
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("both", both);

        RcmReply reply = fixture.process(7).requestOffline(List.of(CARD), RcmFlags.NONE);

        assertLost(reply, "module both was asked about " + CARD + "/p2");
    }

    private void assertLost(RcmReply reply, String sentence) {
        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.assessments())
                .anyMatch(
                        one -> one.verdict() == Verdict.UNKNOWN && one.reason().contains(sentence));
        assertThat(volume.calls)
                .contains("offline " + VOLUME + " QUERY")
                .doesNotContain("offline " + VOLUME + " NONE");
    }

    @Test
    void whoWasToldAndThenGivesUpItsRegistrationIsNotMissedByTheNextOfAList() {
        fixture.arrive("third", new PassingModule(List.of(VOLUME), "/third", "/fourth"));
        volume.offline =
                (handle, resource, flags) -> {
                    if (!flags.has(RcmFlags.QUERY)) {
                        handle.unregisterInterest(RegistrationKind.DR, VOLUME, RcmFlags.NONE);
                    }
                    return ModuleReply.SUCCESS;
                };

        RcmReply reply =
                fixture.process(7).requestOffline(List.of("/third", "/fourth"), RcmFlags.NONE);

        assertThat(volume.calls).contains("offline " + VOLUME + " NONE");
        assertThat(reply.isSuccess()).isTrue();
    }

    /** It passes on what it is told, and does not look whether anything had come of the query. */
    private TestModule heedless(String... resources) {
        TestModule module =
                new TestModule(resources) {
                    @Override
                    public ModuleReply notifyOnline(
                            RcmHandle handle, String resource, long pid, RcmFlags flags) {
                        super.notifyOnline(handle, resource, pid, flags);
                        RcmReply reply = handle.notifyOnline(List.of(VOLUME), RcmFlags.NONE);
                        return new ModuleReply(reply.result(), "", List.of(), List.of());
                    }
                };
        module.offline = (handle, resource, flags) -> passedOn(handle, VOLUME, flags);
        fixture.arriveTold("heedless", module);
        return module;
    }

    @Test
    void aCancelThatIsPassedOnDoesNotGiveBackWhatAnotherRequestHolds() {
        TestModule between = new TestModule("/fourth");
        between.answer(ModuleReply.refusal("in use"));
        fixture.arrive("between", between);
        TestModule heedless = heedless("/third", "/fourth");
        fixture.process(7).requestOffline(List.of("/third"), NONE);

        RcmReply refused = fixture.process(8).requestOffline(List.of("/fourth"), NONE);

        assertThat(refused.isSuccess()).isFalse();
        assertThat(heedless.calls).last().isEqualTo("online /fourth QUERY|QUERY_CANCEL");
        assertThat(volume.calls).doesNotContain(VOLUME_ONLINE);
        assertThat(fixture.requestOn(VOLUME).state()).isEqualTo(RcmState.OFFLINE);
        assertThat(fixture.holderOf(VOLUME)).isEqualTo(7);
    }

    @Test
    void aCancelThatIsPassedOnDoesNotGiveBackWhatTheRequestHadTakenBefore() {
        TestModule between = new TestModule("/third");
        fixture.arrive("between", between);
        TestModule heedless = heedless("/third");
        heedless.offline =
                (handle, resource, flags) -> {
                    ModuleReply reply = passedOn(handle, VOLUME, flags);
                    return flags.has(RcmFlags.QUERY) ? reply : ModuleReply.refusal("stuck");
                };
        fixture.process(7).requestOffline(List.of("/third"), NONE);
        assertThat(fixture.requestOn(VOLUME).state()).isEqualTo(RcmState.OFFLINE);
        between.answer(ModuleReply.refusal("in use"));
        fixture.process(7).requestOffline(List.of("/third"), RcmFlags.QUERY);

        assertThat(heedless.calls).last().isEqualTo("online /third QUERY|QUERY_CANCEL");
        assertThat(volume.calls).doesNotContain(VOLUME_ONLINE);
        assertThat(fixture.requestOn(VOLUME).state()).isEqualTo(RcmState.OFFLINE);
    }

    @Test
    void nothingIsTakenWhileAQueryIsTakenBack() {
        List<RcmReply> replies = new ArrayList<>();
        fixture.arriveTold(
                "odd",
                new TestModule("/third") {
                    @Override
                    public ModuleReply notifyOnline(
                            RcmHandle handle, String resource, long pid, RcmFlags flags) {
                        replies.add(handle.requestOffline(List.of(VOLUME), RcmFlags.QUERY));
                        return ModuleReply.SUCCESS;
                    }
                });

        fixture.process(7).requestOffline(List.of("/third"), RcmFlags.QUERY);

        assertThat(replies).hasSize(1).noneMatch(RcmReply::isSuccess);
        assertThat(volume.calls).isEmpty();
        assertThat(fixture.open()).isEmpty();
    }

    private static ModuleReply passedOn(RcmHandle handle, String below, RcmFlags flags) {
        return new ModuleReply(
                handle.requestOffline(List.of(below), flags).result(), "", List.of(), List.of());
    }

    @Test
    void aDependentThatIsGivenBackByItselfGivesBackNothingThatAnotherRequestHolds() {
        TestModule forgetful = new TestModule(CARD);
        forgetful.offline = (handle, resource, flags) -> passedOn(handle, SECOND, flags);
        fixture.arrive("forgetful", forgetful);
        TestModule between = new PassingModule(List.of(VOLUME), SECOND);
        fixture.arrive("between", between);
        fixture.arrive("other", new PassingModule(List.of(VOLUME), "/other"));
        fixture.process(7).requestOffline(List.of(CARD), NONE);
        fixture.process(8).requestOffline(List.of("/other"), NONE);

        fixture.process(7).notifyOnline(List.of(CARD), NONE);

        assertThat(between.calls).last().isEqualTo("online " + SECOND + " NONE");
        assertThat(volume.calls).doesNotContain(VOLUME_ONLINE);
        assertThat(fixture.open()).containsExactlyInAnyOrder("/other", VOLUME);
        assertThat(fixture.holderOf(VOLUME)).isEqualTo(8);

        fixture.process(8).notifyOnline(List.of("/other"), NONE);
        assertThat(volume.calls).last().isEqualTo(VOLUME_ONLINE);
        assertThat(fixture.open()).isEmpty();
    }
}
