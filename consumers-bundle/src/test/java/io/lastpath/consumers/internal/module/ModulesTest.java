// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import static io.lastpath.consumers.internal.module.FakeHandle.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the modules register for and answer. */
class ModulesTest extends HostInUse {

    @Test
    void aModuleRegistersForWhatIsUsedAndTheGuardForEveryDisk() {
        mounted("/srv");

        assertThat(filesys.register(coordinator.open())).isEqualTo(RcmResult.SUCCESS);
        assertThat(coordinator.registered).containsExactly(ONE);
        guard.register(coordinator.open());
        assertThat(coordinator.registered).containsExactly(ONE, TWO);
    }

    @Test
    void aDiskThatStaysAfterItWasRemovedIsRegisteredAnewAndTheGuardSpeaksUntilThen() {
        mounted("/srv");
        filesys.register(coordinator.open());
        guard.register(coordinator.open());
        filesys.notifyRemove(coordinator.open(), ONE, 0, RcmFlags.NONE);
        coordinator.registered.clear();

        assertThat(info(guard, ONE).info()).contains("/srv");
        assertThat(hasToRegister(filesys)).isTrue();
        filesys.register(coordinator.open());
        assertThat(coordinator.registered).containsExactly(ONE);
        assertThat(hasToRegister(filesys)).isFalse();
        assertThat(info(guard, ONE).info()).doesNotContain("/srv");
    }

    @Test
    void whatIsNoLongerUsedIsGivenUp() throws IOException {
        mounted("/srv");
        filesys.register(coordinator.open());
        host.write("proc/self/mountinfo", "25 1 254:0 / / rw - ext4 /dev/vda rw\n");

        filesys.register(coordinator.open());

        assertThat(coordinator.registered).isEmpty();
        UsageReply reply = info(filesys, ONE);
        assertThat(reply.info()).isEmpty();
        assertThat(severity(reply)).isEqualTo(Verdict.SAFE);
    }

    @Test
    void aDiskWhoseUseChangedIsRegisteredAnewUnlessSomethingGoesOnWithIt() {
        mounted("/srv");
        filesys.register(coordinator.open());
        mounted("/boot");
        coordinator.calls.clear();

        coordinator.states.put(ONE, RcmState.OFFLINE);
        filesys.register(coordinator.open());
        assertThat(coordinator.calls).doesNotContain("unregister " + ONE);
        coordinator.states.clear();
        filesys.register(coordinator.open());
        assertThat(coordinator.calls).contains("unregister " + ONE);
        assertThat(coordinator.registered).containsExactly(ONE);
    }

    @Test
    void aMountedFileSystemRefusesAndIsOverruledByForce() {
        mounted("/srv");

        assertThat(info(filesys, ONE).info())
                .isEqualTo("ext4 file system mounted at /srv on mpatha");
        assertThat(severity(info(filesys, ONE))).isEqualTo(Verdict.DATA_CRITICAL);
        ModuleReply asked = offline(filesys, ONE, query(false));
        assertThat(asked.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(asked.error()).isEqualTo("/srv is mounted");
        ModuleReply forced = offline(filesys, ONE, query(true));
        assertThat(forced.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(forced.assessments())
                .extracting(Assessment::verdict)
                .containsExactly(Verdict.DATA_CRITICAL);
        assertThat(
                        filesys.requestSuspend(
                                        coordinator.open(), ONE, 0, Duration.ZERO, query(false))
                                .result())
                .isEqualTo(RcmResult.FAILURE);
    }

    @Test
    void whatTheSystemNeedsWithstandsForceUntilItIsNamed() {
        mounted("/boot");

        assertThat(offline(filesys, ONE, query(true)).error()).contains("/boot is mounted");
        coordinator.accepted = Set.of("/boot");
        assertThat(offline(filesys, ONE, query(true)).result()).isEqualTo(RcmResult.SUCCESS);
        coordinator.accepted = Set.of(ONE);
        assertThat(offline(filesys, ONE, RcmFlags.FORCE).result()).isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void aPlainDiskBelowAControllerIsAnsweredForAndAnyOtherIsNot() {
        host.plainDisk("sdz", "65:144").mount("65:144", "/usr", "ext4", "/dev/sdz");
        filesys.register(coordinator.open());
        guard.register(coordinator.open());

        assertThat(coordinator.registered).containsExactly(PLAIN, ONE, TWO);
        assertThat(severity(info(filesys, PLAIN))).isEqualTo(Verdict.SYSTEM_CRITICAL);
        assertThat(info(filesys, PLAIN).info())
                .isEqualTo("ext4 file system mounted at /usr on sdz");
        assertThat(offline(filesys, PLAIN, query(false)).error()).isEqualTo("/usr is mounted");
        assertThat(info(guard, PLAIN).info()).isEmpty();
    }

    @Test
    void aHostThatCannotBeReadIsUnknownAndKeepsItsRegistrations() throws IOException {
        mounted("/srv");
        filesys.register(coordinator.open());
        Files.move(host.root().resolve("sys"), host.root().resolve("sys.gone"));

        assertThatThrownBy(() -> filesys.register(coordinator.open()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be listed");
        assertThat(coordinator.registered).containsExactly(ONE);
        assertThat(info(filesys, ONE).error()).contains("cannot be listed");
        ModuleReply asked = offline(filesys, ONE, query(false));
        assertThat(asked.result()).isEqualTo(RcmResult.FAILURE);
        assertThat(asked.assessments())
                .extracting(Assessment::verdict)
                .containsExactly(Verdict.UNKNOWN);
        coordinator.accepted = Set.of(Intent.ACCEPT_UNKNOWN);
        assertThat(offline(filesys, ONE, query(true)).result()).isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void nothingIsDoneWhenADiskIsTakenBackOrGone() {
        mounted("/srv");

        assertThat(filesys.notifyOnline(coordinator.open(), ONE, 0, RcmFlags.NONE))
                .isEqualTo(ModuleReply.SUCCESS);
        assertThat(filesys.notifyRemove(coordinator.open(), ONE, 0, RcmFlags.NONE))
                .isEqualTo(ModuleReply.SUCCESS);
        assertThat(filesys.notifyResume(coordinator.open(), ONE, 0, RcmFlags.NONE))
                .isEqualTo(ModuleReply.SUCCESS);
        assertThat(filesys.unregister(coordinator.open())).isEqualTo(RcmResult.SUCCESS);
    }
}
