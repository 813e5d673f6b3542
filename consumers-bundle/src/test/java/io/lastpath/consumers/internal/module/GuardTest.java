// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import static io.lastpath.consumers.internal.module.FakeHandle.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the guard answers for every disk. */
class GuardTest extends HostInUse {

    @Test
    void aDiskThatTheLookDoesNotFindIsNotUsedByNobody() throws IOException {
        mounted("/srv");
        guard.register(coordinator.open());
        Files.delete(host.root().resolve("sys/block/dm-0"));

        assertThat(severity(info(guard, ONE))).isEqualTo(Verdict.UNKNOWN);
        assertThat(info(guard, ONE).info()).contains("was not found");
        assertThat(offline(guard, ONE, RcmFlags.QUERY).assessments())
                .extracting(Assessment::verdict)
                .contains(Verdict.UNKNOWN);
    }

    @Test
    void theGuardSpeaksForUsesThatNobodyHasRegisteredForYet() {
        filesys.register(coordinator.open());
        mounted("/srv");

        assertThat(info(guard, ONE).info()).isEqualTo("ext4 file system mounted at /srv on mpatha");
        assertThat(offline(guard, ONE, query(false)).error()).isEqualTo("/srv is mounted");
        filesys.register(coordinator.open());
        assertThat(info(guard, ONE).info()).isEmpty();
        assertThat(offline(guard, ONE, query(false)).result()).isEqualTo(RcmResult.SUCCESS);
    }

    @Test
    void whatCannotBeReadMakesTheGuardAnswerUnknownByName() {
        host.write("proc/swaps", "");

        UsageReply reply = info(guard, TWO);
        assertThat(severity(reply)).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.info()).contains("incomplete").contains("proc/swaps");
        ModuleReply asked = offline(guard, TWO, query(false));
        assertThat(asked.result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(asked.assessments())
                .extracting(Assessment::verdict)
                .containsExactly(Verdict.UNKNOWN);
    }

    @Test
    void whatMayNotBeSeenIsSaidAndDegradesAnIdleDiskOnly() throws IOException {
        mounted("/srv");
        filesys.register(coordinator.open());
        Files.delete(host.root().resolve("proc/1/ns/mnt"));

        assertThat(info(guard, ONE).info()).isEmpty();
        assertThat(info(guard, TWO).info()).contains("1 of 1 processes").contains("root");
        assertThat(severity(info(guard, TWO))).isEqualTo(Verdict.DEGRADED);
        assertThat(offline(guard, TWO, query(false)).assessments())
                .extracting(Assessment::verdict)
                .containsExactly(Verdict.DEGRADED);
    }

    @Test
    void thatNobodyWouldBeHurtIsNotSaidOfTheHalvesOfAMirrorTogether() throws IOException {
        host.array(0, "raid1", 0, "dm-0", "dm-1");
        md.register(coordinator.open());
        Files.delete(host.root().resolve("proc/1/ns/mnt"));
        String nobody = "no user that would be hurt was found, but ";
        String said = info(guard, ONE).info();
        assertThat(said).startsWith(nobody).contains("1 of 1 processes");

        coordinator.together = List.of(ONE, TWO);

        assertThat(info(guard, ONE).info()).isEqualTo(said.substring(nobody.length()));
        assertThat(severity(info(guard, ONE))).isEqualTo(Verdict.DEGRADED);
    }

    @Test
    void theGuardSpeaksWhileAnotherModuleTakesItsRegistrationBack() {
        mounted("/srv");
        filesys.register(coordinator.open());
        mounted("/boot");
        List<String> said = new ArrayList<>();
        coordinator.whileUnregistering = () -> said.add(info(guard, ONE).info());
        filesys.register(coordinator.open());
        assertThat(said).singleElement().asString().contains("/boot");
        assertThat(info(guard, ONE).info()).isEmpty();
    }
}
