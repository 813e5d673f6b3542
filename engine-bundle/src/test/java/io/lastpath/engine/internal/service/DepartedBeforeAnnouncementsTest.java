// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.INCLUDE_SUBTREE;
import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Who is registered for capacities or events and leaves before his turn is missed, as who is
 * registered for DR requests.
 */
@Timeout(60)
class DepartedBeforeAnnouncementsTest {

    private static final String MEMORY = CapacityModule.MEMORY;

    private final EngineFixture fixture = new EngineFixture();
    private final Listener database = new Listener();
    private final Listener young = new Listener();
    private Engine.Arrival arrival;

    /** Registered for announcements about the memory alone. */
    private static final class Listener extends TestModule {

        private volatile Consumer<RcmHandle> whenCalled = handle -> {};
        private volatile ModuleReply reply = ModuleReply.SUCCESS;

        @Override
        public RcmResult register(RcmHandle handle) {
            handle.registerInterest(RegistrationKind.CAPACITY, MEMORY, NONE);
            handle.registerInterest(RegistrationKind.EVENT, MEMORY, NONE);
            return RcmResult.SUCCESS;
        }

        private ModuleReply called(RcmHandle handle, String callback) {
            calls.add(callback);
            whenCalled.accept(handle);
            return reply;
        }

        @Override
        public ModuleReply requestCapacityChange(
                RcmHandle handle,
                String resource,
                long pid,
                RcmFlags flags,
                Map<String, String> data) {
            return called(handle, "request " + flags);
        }

        @Override
        public ModuleReply notifyCapacityChange(
                RcmHandle handle,
                String resource,
                long pid,
                RcmFlags flags,
                Map<String, String> data) {
            return called(handle, "notice");
        }

        @Override
        public ModuleReply notifyEvent(
                RcmHandle handle,
                String resource,
                long pid,
                RcmFlags flags,
                Map<String, String> data) {
            return called(handle, "event");
        }

        @Override
        public UsageReply getInfo(RcmHandle handle, String resource, long pid, RcmFlags flags) {
            called(handle, "info");
            return super.getInfo(handle, resource, pid, flags);
        }
    }

    @BeforeEach
    void arrive() {
        database.reply = ModuleReply.refusal("the database needs it");
        arrival = fixture.arrive("database", database);
        fixture.arrive("young", young);
        young.whenCalled = handle -> fixture.engine.leave(arrival);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void assertMissed(RcmReply reply) {
        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains("module database left before its turn for " + MEMORY);
    }

    @Test
    void whoLeavesBeforeHeIsAskedAboutACapacityRefusesIt() {
        RcmReply reply = fixture.process(7).requestCapacityChange(MEMORY, NONE, Map.of());

        assertMissed(reply);
        assertThat(reply.isSuccess()).isFalse();
        assertThat(young.calls).containsExactly("request QUERY");
    }

    @Test
    void whoAgreesAndLeavesBeforeHeIsToldOfACapacityIsMissed() {
        database.reply = ModuleReply.SUCCESS;
        young.whenCalled =
                handle -> {
                    if (young.calls.size() == 2) {
                        fixture.engine.leave(arrival);
                    }
                };

        assertMissed(fixture.process(7).requestCapacityChange(MEMORY, NONE, Map.of()));
        assertThat(database.calls).containsExactly("request QUERY");
    }

    @Test
    void whoseModuleIsUpdatedBeforeHeIsAskedAboutACapacityRefusesIt() {
        young.whenCalled =
                handle -> {
                    if (young.calls.size() == 1) {
                        fixture.engine.leave(arrival);
                        fixture.arrive("database", new Listener());
                    }
                };

        RcmReply reply = fixture.process(7).requestCapacityChange(MEMORY, NONE, Map.of());

        assertMissed(reply);
        assertThat(reply.isSuccess()).isFalse();
    }

    @Test
    void whoLeavesBeforeHeIsToldOfAnotherCapacityIsMissed() {
        assertMissed(fixture.person("anna").notifyCapacityChange(MEMORY, NONE, Map.of()));
    }

    @Test
    void whoLeavesBeforeHeHearsOfAnEventIsMissed() {
        assertMissed(fixture.person("anna").notifyEvent(MEMORY, NONE, Map.of()));
    }

    @Test
    void whoGivesUpHisInterestMeanwhileIsNotMissed() {
        database.reply = ModuleReply.SUCCESS;
        database.whenCalled =
                handle -> handle.unregisterInterest(RegistrationKind.CAPACITY, MEMORY, NONE);
        young.whenCalled =
                handle -> {
                    if (young.calls.size() == 1) {
                        handle.notifyEvent(MEMORY, NONE, Map.of());
                        fixture.engine.leave(arrival);
                    }
                };

        RcmReply reply = fixture.process(7).requestCapacityChange(MEMORY, NONE, Map.of());

        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.SAFE);
    }

    @Test
    void whoIsRegisteredForEventsAloneAndLeavesBeforeHeTellsHisUseIsMissed() {
        assertMissed(fixture.person("anna").inspect(List.of(MEMORY), INCLUDE_SUBTREE));
    }

    @Test
    void aCapacityThatNobodyIsRegisteredForIsNotCalledSafe() {
        RcmReply reply = fixture.person("anna").requestCapacityChange("/memroy", NONE, Map.of());

        assertThat(reply.verdict()).as(reply.toString()).isEqualTo(Verdict.DEGRADED);
        assertThat(reply.toString()).contains("nobody is registered for /memroy");
    }
}
