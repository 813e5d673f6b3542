// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a module says of its use weighs as much as what it says of a request. */
class GraveUsesTest {

    private static final String HBA = "/devices/hba";
    private static final String DISK = "/devices/disk";

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** Agrees, but not without a word. */
    private void arriveWith(UsageReply usage) {
        TestModule user =
                new TestModule(DISK) {
                    @Override
                    public UsageReply getInfo(
                            RcmHandle handle, String resource, long pid, RcmFlags flags) {
                        return usage;
                    }
                };
        user.answer(new ModuleReply(RcmResult.SUCCESS, "careful", List.of(), List.of()));
        fixture.arrive("user", user);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aUseThatTheSystemNeedsIsHeardOnceWhetherOrNotItIsPassedOn(boolean passes) {
        arriveWith(UsageReply.of("root file system", Verdict.SYSTEM_CRITICAL));
        TestModule hba = new TestModule(HBA);
        hba.offline =
                (handle, resource, flags) -> {
                    RcmReply reply = handle.requestOffline(List.of(DISK), flags);
                    return passes
                            ? new ModuleReply(
                                    reply.result(), "", reply.tuples(), reply.assessments())
                            : ModuleReply.SUCCESS;
                };
        fixture.arrive("hba", hba);

        RcmReply reply = fixture.person("anna").requestOffline(List.of(HBA), NONE);

        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.verdict()).isEqualTo(Verdict.SYSTEM_CRITICAL);
        assertThat(reply.toString()).containsOnlyOnce("root file system");
        assertThat(reply.assessments())
                .extracting(Assessment::reason)
                .anyMatch(reason -> reason.startsWith("the system needs " + DISK));
        assertThat(fixture.engine.drRequests()).isEmpty();
    }

    @Test
    void aUseOfWhichTheGravityIsNotKnownIsNoAgreement() {
        arriveWith(UsageReply.of("cannot tell", Verdict.UNKNOWN));

        RcmReply reply = fixture.person("anna").requestOffline(List.of(DISK), NONE);

        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(fixture.engine.drRequests()).isEmpty();
    }
}
