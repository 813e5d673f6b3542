// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.engine.internal.service.AppFixture.DISK;
import static io.lastpath.engine.internal.service.AppFixture.PART;
import static io.lastpath.engine.internal.service.AppFixture.assertAway;
import static io.lastpath.engine.internal.service.AppFixture.away;
import static io.lastpath.rcm.RcmFlags.FORCE;
import static io.lastpath.rcm.RcmFlags.INCLUDE_SUBTREE;
import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static io.lastpath.rcm.RegistrationKind.DR;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Errno;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** While the module is away through which a process registered, nobody knows what it would say. */
@Timeout(60)
class ProcessesOfAbsentModulesTest {

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
    void nobodyKnowsWhatAProcessWouldSayWhileItsModuleIsAway() {
        fixture.leave();

        assertAway(fixture.offline(), PART);
        assertAway(fixture.offline(fixture.host.person("anna"), NONE), PART);
        assertAway(fixture.offline(fixture.host.process(7), QUERY), PART);
        assertAway(fixture.offline(fixture.host.process(7), FORCE), PART);
        assertAway(
                fixture.host.process(7).requestSuspend(List.of(DISK), NONE, Duration.ofSeconds(1)),
                PART);
        assertThat(fixture.host.engine.drRequests()).isEmpty();
    }

    @Test
    void whoAcceptsWhatNobodyKnowsGoesOn() {
        fixture.leave();
        Intent intent =
                new Intent(Initiator.jmx("anna", "local"), "test", Set.of(Intent.ACCEPT_UNKNOWN));

        RcmReply reply = fixture.offline(fixture.host.engine.open(intent), FORCE);

        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aResourceThatOnlyAProcessRegisteredForIsNoStranger() {
        fixture.leave();

        RcmReply reply = fixture.host.person("anna").requestOffline(List.of(PART), QUERY);

        assertAway(reply, PART);
        assertThat(reply.toString()).doesNotContain("nobody has registered for");
    }

    @Test
    void whatLiesBesideIsTakenAsEver() {
        fixture.host.arrive("other", 60_000, new TestModule("/devices/other"));
        fixture.leave();

        RcmReply reply = fixture.host.process(7).requestOffline(List.of("/devices/other"), NONE);

        assertThat(reply.isSuccess()).isTrue();
        assertThat(reply.verdict()).isEqualTo(Verdict.SAFE);
    }

    @Test
    void informationSaysWhoIsNotAsked() {
        fixture.leave();

        RcmReply reply = fixture.host.process(7).getInfo(List.of(DISK), INCLUDE_SUBTREE);

        assertThat(reply.isSuccess()).isTrue();
        assertThat(reply.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.toString()).contains(away(PART));
        assertThat(fixture.host.person("anna").inspect(List.of(DISK), INCLUDE_SUBTREE).toString())
                .contains(away(PART));
        assertThat(fixture.host.process(7).getInfo(List.of(DISK), NONE).toString())
                .doesNotContain(away(PART));
    }

    @Test
    void aDependentThatOnlyAProcessUsesIsUnknownToo() {
        TestModule passing = new TestModule("/top");
        passing.offline = (handle, resource, flags) -> TestModule.cascade(handle, flags, DISK);
        fixture.host.arrive("passing", 60_000, passing);
        fixture.leave();

        assertAway(fixture.host.process(7).requestOffline(List.of("/top"), NONE), PART);
    }

    @Test
    void aProcessThatHasGoneIsForgotten() {
        fixture.leave();
        fixture.host.presence.die(9);
        fixture.host.care();

        RcmReply reply = fixture.offline();

        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(reply.verdict()).isEqualTo(Verdict.SAFE);
    }

    @Test
    void aProcessMayUnregisterWhileTheModuleIsAway() {
        fixture.leave();

        assertThat(fixture.process.unregisterInterest(DR, PART, NONE).isSuccess()).isTrue();

        assertThat(fixture.process.unregisterInterest(DR, PART, NONE).errno())
                .isEqualTo(Errno.ENOENT);
        assertThat(fixture.offline(fixture.host.process(7), QUERY).verdict())
                .isEqualTo(Verdict.SAFE);
        fixture.arrive(false);
        assertThat(fixture.offline().isSuccess()).isTrue();
    }

    @Test
    void whatAnotherProcessOrModuleUnregistersIsNotThis() {
        fixture.leave();
        RcmHandle other = fixture.open(8, "app");
        RcmHandle elsewhere = fixture.open(9, "none");

        assertThat(other.unregisterInterest(DR, PART, NONE).errno()).isEqualTo(Errno.ENOENT);
        assertThat(elsewhere.unregisterInterest(DR, PART, NONE).errno()).isEqualTo(Errno.ENOENT);
        assertThat(fixture.process.unregisterInterest(DR, DISK, NONE).errno())
                .isEqualTo(Errno.ENOENT);

        assertAway(fixture.offline(), PART);
    }

    @Test
    void whatAProcessGaveUpBeforeIsNotKept() {
        fixture.process.unregisterInterest(DR, PART, NONE);
        fixture.leave();

        assertThat(fixture.offline().verdict()).isEqualTo(Verdict.SAFE);
    }

    @Test
    void nothingIsKeptOverARestart() {
        fixture.leave();
        fixture.host.module("disk", () -> new TestModule(DISK));

        fixture.host.restart();

        assertThat(fixture.offline().verdict()).isEqualTo(Verdict.SAFE);
    }
}
