// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static io.lastpath.rcm.RcmFlags.RETIRE_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A query that is taken back leaves everything as it was before, whatever that was. */
class QueriesTakenBackTest {

    private static final String DISK = "/devices/disk";
    private static final String OTHER = "/devices/other";
    private static final String THIRD = "/devices/third";
    private static final String DATA = "/data";

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    private TestModule arrive(String name, TestModule module) {
        fixture.arrive(name, module);
        return module;
    }

    private RcmState stateOf(String resource) {
        Registrations registrations = fixture.engine.registrations();
        return registrations.registrants().stream()
                .filter(one -> one.resource().equals(resource))
                .map(registrations.states()::state)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRetireRequestThatIsRefusedLeavesGoneWhoWasGone() {
        TestModule disk = arrive("disk", new TestModule(DISK));
        RcmHandle process = fixture.process(7);
        process.requestOffline(List.of(DISK), NONE);
        process.notifyRemove(List.of(DISK), NONE);
        disk.answer(ModuleReply.refusal("never again"));

        process.requestOffline(List.of(DISK), RETIRE_REQUEST);

        assertThat(disk.calls).last().isEqualTo("offline " + DISK + " QUERY|RETIRE_REQUEST");
        assertThat(stateOf(DISK)).isEqualTo(RcmState.REMOVE);
    }

    @Test
    void twoQueriesOfOneProcessWithinEachOtherLeaveOfflineWhatWasOffline() {
        arrive("disk", new TestModule(DISK));
        TestModule part = arrive("part", new TestModule(DISK + "/part"));
        RcmHandle process = fixture.process(7);
        process.requestOffline(List.of(DISK), RETIRE_REQUEST);
        part.offline =
                (handle, resource, flags) -> {
                    if (part.calls.size() == 1) {
                        process.requestOffline(List.of(DISK), QUERY);
                    }
                    return ModuleReply.refusal("in use");
                };

        process.requestOffline(List.of(DISK), QUERY);

        assertThat(part.calls).hasSize(2);
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, DrRequest::state)
                .containsExactly(tuple(DISK, RcmState.OFFLINE));
    }

    @Test
    void aLateAnswerToAQueryLeavesOfflineWhoHasLetGoMeanwhile() {
        TestModule disk = arrive("disk", new TestModule(DISK));
        RcmHandle process = fixture.process(7);
        disk.offline =
                (handle, resource, flags) -> {
                    if (disk.calls.size() > 1) {
                        return ModuleReply.SUCCESS;
                    }
                    process.requestOffline(List.of(DISK), NONE);
                    return ModuleReply.refusal("in use");
                };

        RcmReply reply = process.requestOffline(List.of(DISK), QUERY);

        assertThat(reply.isSuccess()).isFalse();
        assertThat(stateOf(DISK)).isEqualTo(RcmState.OFFLINE);
        disk.calls.clear();
        process.requestOffline(List.of(DISK), NONE);
        assertThat(disk.calls).isEmpty();
    }

    @Test
    void aQueryOfWhatTheSameEventTookLeavesItsUsersOfflineSoThatTheyAreToldTheEnd() {
        TestModule app = arrive("app", new TestModule(DATA));
        onBattery(
                handle -> {
                    handle.requestOffline(List.of(DATA), NONE);
                    handle.requestOffline(List.of(DATA), QUERY);
                });
        fixture.process(7).notifyEvent("battery", NONE, Map.of());
        assertThat(stateOf(DATA)).isEqualTo(RcmState.OFFLINE);

        fixture.process(7).notifyOnline(List.of(DATA), NONE);

        assertThat(app.calls).last().isEqualTo("online " + DATA + " NONE");
    }

    /** Who was asked and has been told of the end is not missing when the event goes on. */
    @Test
    void whatAnEventHasTakenOutForGoodItMayTakeAgain() {
        arrive("app", new TestModule(DATA));
        List<RcmReply> replies = new ArrayList<>();
        onBattery(
                handle -> {
                    replies.add(handle.requestOffline(List.of(DATA), NONE));
                    replies.add(handle.notifyRemove(List.of(DATA), NONE));
                    replies.add(handle.requestOffline(List.of(DATA), NONE));
                });

        fixture.process(7).notifyEvent("battery", NONE, Map.of());

        assertThat(replies).hasSize(3).allMatch(RcmReply::isSuccess);
    }

    private void onBattery(Consumer<RcmHandle> then) {
        arrive("watch", new WatchingModule("battery", then));
    }

    /** Has a disk send the event whenever it is asked about the disk, or told. */
    private TestModule sender(boolean query) {
        TestModule disk = arrive("disk", new TestModule(DISK));
        disk.offline =
                (handle, resource, flags) -> {
                    if (flags.has(QUERY) == query) {
                        handle.notifyEvent("battery", NONE, Map.of());
                    }
                    return ModuleReply.SUCCESS;
                };
        return disk;
    }

    @Test
    void whatIsRefusedInAnEventDoesNotCancelTheRequestThatItWasSentIn() {
        sender(true);
        arrive("app", new TestModule(DATA)).answer(ModuleReply.refusal("in use"));
        List<RcmReply> inner = new ArrayList<>();
        onBattery(handle -> inner.add(handle.requestOffline(List.of(DATA), NONE)));

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), NONE);

        assertThat(inner).hasSize(1).noneMatch(RcmReply::isSuccess);
        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, DrRequest::state)
                .containsExactly(tuple(DISK, RcmState.OFFLINE));
    }

    @Test
    void anEventInTheMidstOfAListDoesNotDropTheRestOfIt() {
        sender(false);
        TestModule other = arrive("other", new TestModule(OTHER));
        arrive("app", new TestModule(DATA));
        onBattery(handle -> handle.requestOffline(List.of(DATA), QUERY));

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK, OTHER), NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(other.calls).last().isEqualTo("offline " + OTHER + " NONE");
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, DrRequest::state)
                .containsExactlyInAnyOrder(
                        tuple(DISK, RcmState.OFFLINE), tuple(OTHER, RcmState.OFFLINE));
    }

    @Test
    void anEventInTheMidstOfAQueryDoesNotLetOthersIn() {
        TestModule disk = arrive("disk", new TestModule(DISK));
        List<RcmReply> intruders = new ArrayList<>();
        disk.offline =
                (handle, resource, flags) -> {
                    handle.notifyEvent("battery", NONE, Map.of());
                    intruders.add(fixture.process(8).requestOffline(List.of(DISK), NONE));
                    return ModuleReply.SUCCESS;
                };
        arrive("app", new TestModule(DATA));
        onBattery(handle -> handle.requestOffline(List.of(DATA), QUERY));

        fixture.process(7).requestOffline(List.of(DISK), QUERY);

        assertThat(intruders).extracting(RcmReply::result).containsExactly(RcmResult.CONFLICT);
        assertThat(disk.calls).containsExactly("offline " + DISK + " QUERY");
    }

    @Test
    void whatIsAskedAboutIsNotEndedByAnEventThatIsSentMeanwhile() {
        arrive("app", new TestModule(DATA));
        arrive("volumes", new TestModule(DISK)).offline =
                (handle, resource, flags) -> {
                    ModuleReply reply = TestModule.cascade(handle, flags, DATA);
                    handle.notifyEvent("battery", NONE, Map.of());
                    return reply;
                };
        List<RcmReply> ends = new ArrayList<>();
        onBattery(handle -> ends.add(handle.notifyOnline(List.of(DATA), NONE)));

        RcmReply reply = fixture.process(7).requestOffline(List.of(DISK), QUERY);

        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(ends).extracting(RcmReply::errno).containsExactly(Errno.EAGAIN);
    }

    @Test
    void whatIsSaidInAnEventDoesNotRefuseTheRequestThatItWasSentIn() {
        sender(true);
        arrive("app", new TestModule(DATA))
                .answer(
                        new ModuleReply(
                                RcmResult.FAILURE,
                                "root",
                                List.of(),
                                List.of(new Assessment(Verdict.SYSTEM_CRITICAL, "root"))));
        onBattery(handle -> handle.requestOffline(List.of(DATA), QUERY));

        assertThat(fixture.process(7).requestOffline(List.of(DISK), NONE).result())
                .isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void eachOperationOfAnEventIsSeenUnderANumberOfItsOwn() {
        Set<Long> numbers = new TreeSet<>();
        arrive("app", new TestModule(DATA)).offline =
                (handle, resource, flags) -> {
                    numbers.add(handle.sequence().number());
                    return ModuleReply.SUCCESS;
                };
        onBattery(
                handle -> {
                    numbers.add(handle.sequence().number());
                    handle.requestOffline(List.of(DATA), QUERY);
                    handle.requestOffline(List.of(DATA), NONE);
                });

        fixture.process(7).notifyEvent("battery", NONE, Map.of());

        assertThat(numbers).hasSize(3);
    }

    @Test
    void twoRequestsThatTakeTheSameDependentAlongAtOnceBothSucceed() {
        TestModule between = arrive("between", new TestModule(OTHER));
        arrive("app", new TestModule(DATA));
        arrive("parts", new PassingModule(List.of(DATA), OTHER + "/part"));
        arrive("volumes", new PassingModule(List.of(DATA), DISK, OTHER, THIRD));
        fixture.process(7).requestOffline(List.of(DISK), NONE);
        between.offline =
                (handle, resource, flags) -> {
                    if (!flags.has(QUERY)) {
                        fixture.process(9).requestOffline(List.of(THIRD), NONE);
                    }
                    return ModuleReply.SUCCESS;
                };

        RcmReply reply = fixture.process(8).requestOffline(List.of(OTHER), NONE);

        assertThat(reply.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(fixture.engine.drRequests())
                .extracting(DrRequest::resource, DrRequest::state)
                .containsExactlyInAnyOrder(
                        tuple(DISK, RcmState.OFFLINE),
                        tuple(OTHER, RcmState.OFFLINE),
                        tuple(THIRD, RcmState.OFFLINE),
                        tuple(DATA, RcmState.OFFLINE));
    }
}
