// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.HostUse;
import io.lastpath.consumers.internal.host.Stake;
import io.lastpath.consumers.internal.scan.HostScan;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of recorded hosts say what the hosts' own tools said. */
class RecordedHostsTest {

    @TempDir private static Path unpacked;

    static List<String> hosts() throws IOException {
        return RecordedHost.names();
    }

    private static HostUse read(String name) throws IOException {
        Path into = unpacked.resolve(name.replace('/', '_'));
        if (!Files.exists(into)) {
            RecordedHost.named(name).unpack(Files.createDirectory(into));
        }
        return new HostScan(new HostFiles(into)).read();
    }

    private static Map<String, List<String>> users(HostUse use) {
        Map<String, List<String>> users = new TreeMap<>();
        for (String resource : use.disks()) {
            users.put(
                    resource.substring(resource.lastIndexOf('/') + 1),
                    use.stakes(resource).stream().map(Stake::text).sorted().toList());
        }
        return users;
    }

    @Test
    void allCapturesWithFilesAreRead() throws IOException {
        assertThat(hosts()).hasSize(10).contains("four-hba", "four-hba/hotplug/6-hba0+1-removed");
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void eachDiskHasTheUsersOfLsblkAndFindmnt(String name) throws IOException {
        RecordedHost host = RecordedHost.named(name);

        assertThat(users(read(name))).isEqualTo(host.users());
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void nothingIsIncompleteInAWholeRecording(String name) throws IOException {
        HostUse use = read(name);

        assertThat(use.disks()).allSatisfy(disk -> assertThat(use.gaps(disk)).isEmpty());
        assertThat(use.unseen()).containsExactly("open files of processes were not recorded");
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void eachSwapAreaOnAMultipathedDiskIsSystemCritical(String name) throws IOException {
        RecordedHost host = RecordedHost.named(name);
        HostUse use = read(name);

        List<String> multipathed =
                host.swapDevices().stream()
                        .map(device -> device.substring("/dev/".length()))
                        .filter(host.users()::containsKey)
                        .toList();
        List<String> found =
                use.disks().stream()
                        .filter(
                                disk ->
                                        use.stakes(disk).stream()
                                                .anyMatch(
                                                        stake ->
                                                                stake.use().severity()
                                                                        == Verdict.SYSTEM_CRITICAL))
                        .map(disk -> disk.substring(disk.lastIndexOf('/') + 1))
                        .toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(multipathed);
    }

    @Test
    void diskNamesAreTheDevpathsOfTheKernel() throws IOException {
        assertThat(read("four-hba").usedBy("swap")).containsOnlyKeys("/devices/virtual/block/dm-6");
        assertThat(read("nvme").usedBy("filesys"))
                .containsOnlyKeys(
                        "/devices/virtual/nvme-subsystem/nvme-subsys1/nvme1n1",
                        "/devices/virtual/nvme-subsystem/nvme-subsys1/nvme1n2");
    }

    @Test
    void aHostWithoutMultipathHasNoDiskToAnswerFor() throws IOException {
        assertThat(read("no-multipath").disks()).isEmpty();
    }

    /** As an incomplete copy has it: nothing in sysfs tells that there was such a partition. */
    @Test
    void aMountedMapThatTheCopyLostWithoutATraceMakesEveryDiskIncomplete(@TempDir Path copy)
            throws IOException {
        RecordedHost.named("four-hba").unpack(copy);
        Path maps = copy.resolve("sys/devices/virtual/block");
        Files.move(maps.resolve("dm-11"), copy.resolve("lost"));
        Files.delete(maps.resolve("dm-2/holders/dm-11"));
        Files.delete(copy.resolve("sys/block/dm-11"));
        Files.delete(copy.resolve("sys/dev/block/253:11"));

        HostUse use = new HostScan(new HostFiles(copy)).read();

        assertThat(use.disks()).isNotEmpty();
        assertThat(use.disks())
                .allSatisfy(
                        disk ->
                                assertThat(use.gaps(disk).toString())
                                        .contains("mounted at /srv/four")
                                        .contains("device 253:11 cannot be traced to a disk"));
    }

    @Test
    void aMountTableThatDoesNotFitSysfsMakesEveryDiskIncomplete(@TempDir Path copy)
            throws IOException {
        RecordedHost.named("four-hba").unpack(copy);
        Path table = copy.resolve("proc/self/mountinfo");
        String text = Files.readString(table);
        Files.writeString(table, text.replace("253:0 / /srv/one", "253:50 / /srv/one"));

        HostUse use = new HostScan(new HostFiles(copy)).read();

        assertThat(use.disks())
                .allSatisfy(
                        disk ->
                                assertThat(use.gaps(disk).toString())
                                        .contains("device 253:50 cannot be traced to a disk"));
    }
}
