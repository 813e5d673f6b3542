// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.engine.internal.service.AppFixture.DISK;
import static io.lastpath.engine.internal.service.AppFixture.PART;
import static io.lastpath.engine.internal.service.AppFixture.REFUSAL;
import static io.lastpath.engine.internal.service.AppFixture.assertAway;
import static io.lastpath.engine.internal.service.AppFixture.assertRefused;
import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static io.lastpath.rcm.RegistrationKind.CAPACITY;
import static io.lastpath.rcm.RegistrationKind.DR;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.Await;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a process registered through a module outlives the bundle of that module: the one that comes
 * after it registers for the process.
 */
@Timeout(60)
class ProcessesOfUpdatedModulesTest {

    private static final String MEMORY = CapacityModule.MEMORY;

    @TempDir private Path folder;
    private AppFixture fixture;

    @BeforeEach
    void start() {
        fixture = new AppFixture(folder);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aProcessIsAskedThroughTheUpdatedModule() {
        fixture.update(false);

        assertRefused(fixture.offline());
        assertRefused(fixture.offline(fixture.host.person("anna"), QUERY));
    }

    @Test
    void aProcessIsAskedThroughTheVersionThatStoodBy() {
        fixture.standBy();
        fixture.leave();

        assertRefused(fixture.offline());
    }

    @Test
    void aProcessIsAskedAfterTwoUpdates() {
        fixture.update(false);
        fixture.leave();
        assertAway(fixture.offline(), PART);
        fixture.arrive(false);

        assertRefused(fixture.offline());
    }

    @Test
    void aProcessThatNeedsACapacityIsAsked() {
        fixture.process.registerInterest(CAPACITY, MEMORY, NONE);
        fixture.leave();
        assertAway(capacity(MEMORY), MEMORY);
        assertThat(capacity(PART).isSuccess()).isTrue();

        fixture.arrive(false);

        assertRefused(capacity(MEMORY));
    }

    private RcmReply capacity(String resource) {
        return fixture.host.process(7).requestCapacityChange(resource, NONE, Map.of());
    }

    @Test
    void whatADrRequestKeepsFromRegisteringIsTriedAgainWhenThatHasEnded() {
        fixture.update(true);
        RcmHandle anna = fixture.host.person("anna");
        assertThat(fixture.offline(anna, NONE).isSuccess()).isTrue();
        fixture.update(false);
        assertAway(fixture.offline(anna, QUERY), PART);

        assertThat(anna.notifyOnline(List.of(DISK), NONE).isSuccess()).isTrue();

        Await.until("the process is asked again", () -> isAsked(anna));
        assertRefused(fixture.offline(anna, NONE));
    }

    private boolean isAsked(RcmHandle initiator) {
        return fixture.offline(initiator, QUERY).toString().contains(REFUSAL);
    }

    @Test
    void whatTheRequestOfAProcessKeepsFromRegisteringIsTriedAgainInTime() {
        fixture.update(true);
        RcmHandle other = fixture.host.process(7);
        assertThat(fixture.offline(other, NONE).isSuccess()).isTrue();
        fixture.update(false);
        assertThat(other.notifyOnline(List.of(DISK), NONE).isSuccess()).isTrue();
        assertAway(fixture.offline(other, QUERY), PART);

        fixture.host.careAfter(1);

        Await.until("the process is asked again", () -> isAsked(other));
    }

    @Test
    void whatADrRequestKeepsFromRegisteringMayBeGivenUp() {
        fixture.update(true);
        RcmHandle other = fixture.host.process(7);
        assertThat(fixture.offline(other, NONE).isSuccess()).isTrue();
        fixture.update(false);

        assertThat(fixture.process.unregisterInterest(DR, PART, NONE).isSuccess()).isTrue();

        assertThat(other.notifyOnline(List.of(DISK), NONE).isSuccess()).isTrue();
        assertThat(fixture.offline().verdict()).isEqualTo(Verdict.SAFE);
    }

    @Test
    void aProcessThatGoesAfterTheUpdateIsForgotten() {
        fixture.update(false);
        fixture.host.presence.die(9);
        fixture.host.care();

        assertThat(fixture.offline().verdict()).isEqualTo(Verdict.SAFE);
    }

    @Test
    void aProcessThatRegistersAnewUnregistersOnce() {
        fixture.update(false);

        RcmReply again = fixture.process.registerInterest(DR, PART, NONE);

        assertThat(again.errno()).isEqualTo(Errno.EALREADY);
        assertThat(fixture.process.unregisterInterest(DR, PART, NONE).isSuccess()).isTrue();
        assertThat(fixture.offline().isSuccess()).isTrue();
    }

    @Test
    void aModuleThatCannotRegisterForItselfDoesSoForProcesses() {
        fixture.leave();
        TestModule failing =
                new TestModule() {
                    @Override
                    public RcmResult register(RcmHandle handle) {
                        return RcmResult.FAILURE;
                    }

                    @Override
                    public ModuleReply requestOffline(
                            RcmHandle handle, String resource, long pid, RcmFlags flags) {
                        return ModuleReply.refusal("process " + pid + " uses it");
                    }
                };
        fixture.host.arrive("app", 60_000, failing);

        assertRefused(fixture.offline());
    }
}
