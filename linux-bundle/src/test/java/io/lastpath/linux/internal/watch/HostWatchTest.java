// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.linux.internal.FakeSysfs;
import io.lastpath.linux.internal.SilentLog;
import io.lastpath.linux.internal.file.PatientReads;
import io.lastpath.linux.internal.file.RootedFiles;
import io.lastpath.linux.internal.tool.RecordedTools;
import io.lastpath.linux.internal.tool.Tool;
import io.lastpath.linux.internal.tree.HostSurvey;
import io.lastpath.linux.internal.tree.LinuxHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host is followed; udevadm is a real process, a script that says what a test wants. */
@Timeout(60)
class HostWatchTest {

    private static final String HBA = "/pci0000:00/0000:00:03.0/0000:01:00.0";
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration OFTEN = Duration.ofMillis(20);

    @TempDir Path temp;
    private FakeSysfs sysfs;
    private String disk;
    private HostSurvey survey;
    private LinuxHost host;
    private HostWatch watch;
    private final Semaphore announced = new Semaphore(0);

    @BeforeEach
    void host() throws Exception {
        sysfs = new FakeSysfs(Files.createDirectories(temp.resolve("root")));
        disk = sysfs.scsiDisk(HBA + "/host0", 0);
        sysfs.map(0, "mpath-1", "mpatha", disk);
        PatientReads reads =
                new PatientReads(new RootedFiles(sysfs.root()), Duration.ofSeconds(10));
        survey = new HostSurvey(reads, new RecordedTools(reads), Duration.ofSeconds(60));
        host = new LinuxHost("a host", sysfs.root(), survey, SilentLog.logger());
        host.addListener(source -> announced.release());
        host.snapshot().close();
    }

    @AfterEach
    void stop() {
        watch.close();
    }

    private void watch(Optional<Tool> udevadm, Duration interval) {
        watch(udevadm, Tool.find(Tool.FOLDERS, "setpriv"), interval);
    }

    private void watch(Optional<Tool> udevadm, Optional<Tool> setpriv, Duration interval) {
        watch = new HostWatch(host, survey, udevadm, setpriv, interval, SilentLog.logger());
        watch.start();
    }

    private Optional<Tool> udevadm(String script) throws IOException {
        return script("udevadm", script);
    }

    private Optional<Tool> script(String name, String script) throws IOException {
        Path file = temp.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Tool.find(List.of(temp), name);
    }

    private boolean isAnnounced(int times) throws InterruptedException {
        return announced.tryAcquire(times, 30, TimeUnit.SECONDS);
    }

    @Test
    void aKernelEventIsAnnouncedAtOnceAndTwiceMore() throws Exception {
        watch(
                udevadm(
                        "echo 'KERNEL[1.5] remove   "
                                + "/devices"
                                + disk
                                + " (block)'; exec sleep 600"),
                NEVER);

        assertThat(isAnnounced(3)).isTrue();
    }

    @Test
    void eventsAreHeardThoughSetprivIsTooOldToKnowWhatItIsAskedFor() throws Exception {
        Path heard = temp.resolve("heard");
        watch(
                udevadm("touch " + heard + "; exec sleep 600"),
                script("setpriv", "echo 'setpriv: unrecognized option' >&2; exit 127"),
                NEVER);

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.exists(heard) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(heard).exists();
    }

    @Test
    void aListenerThatFailsForGoodDoesNotEndTheFollowing() throws Exception {
        host.addListener(
                source -> {
                    throw new LinkageError("its bundle is gone");
                });
        watch(udevadm("echo 'KERNEL[1.5] change /devices/x (block)'; exec sleep 600"), NEVER);

        assertThat(isAnnounced(3)).isTrue();
    }

    @Test
    void aStormOfEventsIsDamped() throws Exception {
        watch(
                udevadm(
                        "for i in 1 2 3 4 5 6 7 8 9; do echo 'KERNEL[1.5] change /devices/x (block)';"
                                + " done; exec sleep 600"),
                NEVER);

        assertThat(isAnnounced(3)).isTrue();
        assertThat(announced.tryAcquire(2, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void whatIsNoEventOrOfNoConcernIsNotAnnounced() throws Exception {
        Path said = temp.resolve("said");
        watch(
                udevadm(
                        "echo 'monitor will print the received events for:';"
                                + " echo 'KERNEL[1] change /devices/virtual/block/loop0 (block)';"
                                + " touch "
                                + said
                                + "; exec sleep 600"),
                NEVER);

        while (!Files.exists(said)) {
            Thread.onSpinWait();
        }
        assertThat(announced.tryAcquire(1, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void theProcessIsStartedAgainIfItEndsAndEndsWithTheWatch() throws Exception {
        Path pids = temp.resolve("pids");
        watch(
                udevadm(
                        "echo $$ >> "
                                + pids
                                + "; [ $(wc -l < "
                                + pids
                                + ") -gt 1 ] || exit 1; exec sleep 600"),
                NEVER);

        assertThat(isAnnounced(1)).as("what happened meanwhile was not heard").isTrue();
        while (!Files.exists(pids) || Files.readAllLines(pids).size() < 2) {
            Thread.onSpinWait();
        }
        long pid = Long.parseLong(Files.readAllLines(pids).get(1));
        watch.close();
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    }

    @Test
    void aChangeWithoutAnEventIsFoundByThePollAndNothingElseIs() throws Exception {
        watch(Optional.empty(), OFTEN);
        assertThat(announced.tryAcquire(500, TimeUnit.MILLISECONDS)).isFalse();

        sysfs.attribute(disk.substring(0, disk.indexOf("/block")) + "/state", "offline");

        assertThat(isAnnounced(1)).isTrue();
    }

    @Test
    void aChangeThatOnlyTheToolsSeeIsFoundByThePoll() throws Exception {
        watch(Optional.empty(), OFTEN);

        sysfs.file("dmsetup-status.txt", "mpatha: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 F 1 0 1\n");

        assertThat(isAnnounced(1)).isTrue();
    }

    @Test
    void aRecordedHostIsLookedAtWithTheWordsOfItsToolsEachTime() throws Exception {
        Duration seldom = Duration.ofSeconds(3); // twelve polls would take too long
        watch = HostWatch.ofRecorded(host, survey, seldom, SilentLog.logger());
        watch.start();

        sysfs.file("dmsetup-status.txt", "mpatha: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 F 1 0 1\n");

        assertThat(isAnnounced(1)).isTrue();
    }

    @Test
    void aLookThatFindsNothingChangedIsToldAsOne() throws Exception {
        Semaphore looks = new Semaphore(0);
        host.addListener(
                new DeviceTreeListener() {
                    @Override
                    public void changed(DeviceTreeSource source) {}

                    @Override
                    public void unchanged(DeviceTreeSource source) {
                        looks.release();
                    }
                });
        watch = HostWatch.ofRecorded(host, survey, Duration.ofMillis(50), SilentLog.logger());
        watch.start();

        assertThat(looks.tryAcquire(2, 30, TimeUnit.SECONDS)).isTrue();
        assertThat(announced.availablePermits()).isZero();
    }

    @Test
    void aMountedFileSystemWhoseDeviceIsGoneIsRemarked() throws Exception {
        sysfs.file("dmsetup-status.txt", "mpatha: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 A 1 0 1\n");
        sysfs.file(
                "proc/self/mountinfo",
                """
                25 1 8:0 / / rw,relatime shared:1 - ext4 /dev/sda rw
                26 25 0:20 / /proc rw - proc proc rw
                27 25 259:3 / /srv/n\\0401 rw shared:2 master:3 - xfs /dev/nvme1n1p1 rw
                28 25 0:55 /sub /b rw - btrfs /dev/nvme2n1 rw
                29 25 0:56 / /c rw - btrfs /dev/sda rw
                no line
                """);
        watch = HostWatch.ofRecorded(host, survey, NEVER, SilentLog.logger());

        host.snapshot();

        assertThat(host.remarks())
                .filteredOn(remark -> !remark.startsWith("path states"))
                .containsExactly(
                        "the xfs file system mounted at /srv/n 1 has lost its device"
                                + " /dev/nvme1n1p1, number 259:3: it is not on this host any more",
                        "the btrfs file system mounted at /b has lost its device /dev/nvme2n1: it"
                                + " is not on this host any more");
    }

    @Test
    void aSwapAreaWhoseDeviceIsGoneIsRemarked() throws Exception {
        sysfs.file("dmsetup-status.txt", "mpatha: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 A 1 0 1\n");
        sysfs.file(
                "proc/swaps",
                """
                Filename Type Size Used Priority
                /dev/sda partition 8 0 -2
                /dev/nvme1n1p2\\040(deleted) partition 8 0 -3
                /dev/dm-77 partition 8 0 -4
                /dev/mapper/by-hand partition 8 0 -5
                /dev/sdz file 8 0 -6
                """);
        watch = HostWatch.ofRecorded(host, survey, NEVER, SilentLog.logger());

        host.snapshot();

        assertThat(host.remarks())
                .filteredOn(remark -> !remark.startsWith("path states"))
                .containsExactly(
                        "the swap area has lost its device /dev/nvme1n1p2: it is not on this host"
                                + " any more",
                        "the swap area has lost its device /dev/dm-77: it is not on this host any"
                                + " more");
    }

    @Test
    void whoSpokeForMapsIsRemarkedUntilAllDo() throws Exception {
        watch = HostWatch.ofRecorded(host, survey, NEVER, SilentLog.logger());
        assertThat(host.remarks()).hasSize(1);
        assertThat(host.remarks().get(0)).startsWith("path states of maps are from sysfs alone");

        sysfs.file("dmsetup-status.txt", "mpatha: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 A 1 0 1\n");
        assertThat(host.remarks())
                .containsExactly(
                        "path states of maps lack a source: there is no multipathd-show-maps.json"
                                + " beside its tree");
    }
}
