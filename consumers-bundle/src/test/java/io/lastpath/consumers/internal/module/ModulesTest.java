// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import static io.lastpath.consumers.internal.module.FakeHandle.query;
import static io.lastpath.consumers.internal.scan.FakeHost.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.consumers.internal.scan.FakeHost;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the modules answer, each asked as the coordinator asks. */
class ModulesTest {

    private static final String ONE = resource(0);
    private static final String TWO = resource(1);
    private static final String HBA = "/devices/pci0000:00/0000:00:03.0";
    private static final String PLAIN = HBA + "/host0/target0:0:0/0:0:0:144/block/sdz";

    private FakeHost host;
    private UseKeeper keeper;
    private UseModule filesys;
    private UseModule md;
    private GuardModule guard;
    private final FakeHandle coordinator = new FakeHandle();
    private final Map<String, Set<String>> phcis = new HashMap<>();

    @BeforeEach
    void aHostWithTwoMultipathedDisks(@TempDir Path root) {
        host = new FakeHost(root).multipath(0).multipath(1).process(1, "init", "1");
        keeper = new UseKeeper(host.files(), 0, 10_000, System::nanoTime);
        Judge judge = new Judge(disk -> phcis.getOrDefault(disk, Set.of(HBA)));
        filesys = new UseModule("filesys", keeper, judge, "filesys 1");
        md = new UseModule("md", keeper, judge, "md 1");
        UseModule swap = new UseModule("swap", keeper, judge, "swap 1");
        guard = new GuardModule(keeper, judge, "host 1", List.of(filesys, md, swap));
    }

    @AfterEach
    void stop() {
        keeper.close();
    }

    private void mounted(String point) {
        host.mount("253:0", point, "ext4", "/dev/mapper/mpatha");
    }

    private UsageReply info(RcmModule module, String resource) {
        return module.getInfo(coordinator.open(), resource, 0, RcmFlags.NONE);
    }

    private ModuleReply offline(RcmModule module, String resource, RcmFlags flags) {
        return module.requestOffline(coordinator.open(), resource, 0, flags);
    }

    private static Verdict severity(UsageReply reply) {
        return Verdict.valueOf(reply.properties().get(InfoTuple.SEVERITY));
    }

    @Test
    void aModuleRegistersForWhatIsUsedAndTheGuardForEveryDisk() {
        mounted("/srv");

        assertThat(filesys.register(coordinator.open())).isEqualTo(RcmResult.SUCCESS);
        assertThat(coordinator.registered).containsExactly(ONE);
        guard.register(coordinator.open());
        assertThat(coordinator.registered).containsExactly(ONE, TWO);
    }

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
    void aDiskThatStaysAfterItWasRemovedIsRegisteredAnewAndTheGuardSpeaksUntilThen() {
        mounted("/srv");
        filesys.register(coordinator.open());
        guard.register(coordinator.open());
        filesys.notifyRemove(coordinator.open(), ONE, 0, RcmFlags.NONE);
        coordinator.registered.clear();

        assertThat(info(guard, ONE).info()).contains("/srv");
        assertThat(filesys.wasDropped()).isTrue();
        filesys.register(coordinator.open());
        assertThat(coordinator.registered).containsExactly(ONE);
        assertThat(filesys.wasDropped()).isFalse();
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
    void aMirrorIsJudgedByAllThatGoTogetherAndAllThatAreGoingAlready() {
        host.array(0, "raid1", 0, "dm-0", "dm-1");

        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DEGRADED);
        assertThat(offline(md, ONE, query(false)).result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(offline(md, ONE, query(false)).assessments())
                .extracting(Assessment::verdict)
                .containsExactly(Verdict.DEGRADED);

        coordinator.together = List.of(ONE, TWO);
        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DATA_CRITICAL);
        assertThat(offline(md, ONE, query(false)).error()).isEqualTo("md0 is assembled");

        coordinator.together = List.of(TWO);
        coordinator.states.put(ONE, RcmState.OFFLINE_QUERY);
        assertThat(offline(md, TWO, query(false)).result()).isEqualTo(RcmResult.FAILURE);
    }

    @Test
    void aHalfWithoutAUsablePathThroughAnOnlinePhciIsNoSpareHalf() {
        host.array(0, "raid1", 0, "dm-0", "dm-1");
        phcis.put(TWO, Set.of());

        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DATA_CRITICAL);
        assertThat(offline(md, ONE, query(false)).error()).isEqualTo("md0 is assembled");
        assertThat(severity(info(md, TWO))).as("it is lost already").isEqualTo(Verdict.DEGRADED);

        phcis.put(TWO, Set.of(HBA, "/devices/other"));
        coordinator.states.put(HBA, RcmState.OFFLINE);
        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DEGRADED);
        coordinator.states.put("/devices/other", RcmState.OFFLINE);
        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DATA_CRITICAL);
    }

    @Test
    void aHalfBelowACardThatIsOutIsNoSpareHalf() {
        host.array(0, "raid1", 0, "dm-0", "dm-1");
        phcis.put(TWO, Set.of("/devices/card/hba"));
        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DEGRADED);

        coordinator.states.put("/devices/card", RcmState.OFFLINE);

        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DATA_CRITICAL);
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
    void aMirrorOverAPlainDiskIsJudgedByBothHalves() {
        host.plainDisk("sdz", "65:144").array(0, "raid1", 0, "dm-0", "sdz");

        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DEGRADED);
        assertThat(severity(info(md, PLAIN))).isEqualTo(Verdict.DEGRADED);
        coordinator.together = List.of(ONE, PLAIN);
        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DATA_CRITICAL);

        coordinator.together = List.of();
        host.write("sys/block/sdz/device/state", "offline\n");
        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DATA_CRITICAL);
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
        Files.createDirectories(host.root().resolve("proc/1/ns/mnt")); // no link: cannot be read

        assertThat(info(guard, ONE).info()).isEmpty();
        assertThat(info(guard, TWO).info()).contains("1 of 1 processes").contains("root");
        assertThat(severity(info(guard, TWO))).isEqualTo(Verdict.DEGRADED);
        assertThat(offline(guard, TWO, query(false)).assessments())
                .extracting(Assessment::verdict)
                .containsExactly(Verdict.DEGRADED);
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
