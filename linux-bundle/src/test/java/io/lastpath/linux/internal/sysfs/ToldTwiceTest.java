// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.linux.internal.FakeSysfs;
import io.lastpath.linux.internal.RecordedHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sysfs tells twice about a path has to agree, and so has what is above its disk. */
class ToldTwiceTest {

    private static final String ONE = "/pci0000:00/0000:00:03.0/0000:01:00.0";
    private static final String TWO = "/pci0000:00/0000:00:04.0/0000:02:00.0";
    private static final String CONTROLLER = ONE + "/nvme/nvme0";
    private static final String STATE = TWO + "/host1/scsi_host/host1/state";

    @TempDir private Path temp;
    private FakeSysfs host;
    private String second;

    @BeforeEach
    void aHostWithAMapOverTwoHbas() throws IOException {
        host = new FakeSysfs(temp).scsiHost(ONE, 0, "qla2xxx").scsiHost(TWO, 1, "qla2xxx");
        second = host.scsiDisk(TWO + "/host1", 0);
        host.map(0, "mpath-1", "mpatha", host.scsiDisk(ONE + "/host0", 0), second);
    }

    private List<String> gaps() throws IOException {
        return RecordedHost.unreadable(RecordedHost.read(temp)).stream()
                .map(gap -> gap.where() + " " + gap.reason())
                .toList();
    }

    private List<DevicePath> paths() throws IOException {
        return List.copyOf(RecordedHost.clients(RecordedHost.read(temp)).get(0).paths());
    }

    @Test
    void whereAllAgreesNothingIsMissing() throws IOException {
        assertThat(gaps()).isEmpty();
        assertThat(paths()).allMatch(path -> path.state() == PathState.ONLINE);
    }

    @Test
    void aPathThatDoesNotKnowItsMapIsNoSpareOfIt() throws IOException {
        Files.delete(temp.resolve("sys/devices" + second + "/holders/dm-0"));

        assertThat(gaps())
                .containsExactly(
                        "/sys/devices/virtual/block/dm-0/slaves/sda is there, but /sys/devices"
                                + second
                                + "/holders/dm-0 is missing");
    }

    @Test
    void aPathOfANamespaceThatIsNotListedIsNoneOfIts() throws IOException {
        String node = CONTROLLER + "/nvme0c0n1";
        host.attribute(CONTROLLER + "/state", "live").attribute(node + "/ana_state", "optimized");
        host.attribute(node + "/ana_grpid", "1").link("sys/class/nvme/nvme0", CONTROLLER);
        host.disk("/virtual/nvme-subsystem/nvme-subsys0/nvme0n1");
        host.attribute("/virtual/nvme-subsystem/nvme-subsys0/nvme0n1/wwid", "eui.1");
        String gap = "/sys/devices" + node + " is there, but /sys/block/nvme0c0n1 is missing";

        assertThat(gaps()).contains(gap);
        host.link("sys/block/nvme0c0n1", node);
        assertThat(gaps()).doesNotContain(gap);
    }

    @ParameterizedTest
    @CsvSource({
        "running, ONLINE",
        "created, UNKNOWN",
        "recovery, FAULT",
        "cancel, OFFLINE",
        "deleted/recovery, OFFLINE"
    })
    void aPathIsNoBetterThanItsScsiHost(String word, PathState state) throws IOException {
        host.attribute(STATE, word);

        assertThat(gaps()).isEmpty();
        assertThat(paths())
                .extracting(DevicePath::state)
                .containsExactlyInAnyOrder(PathState.ONLINE, state);
    }

    @Test
    void aScsiHostThatSaysSomethingElseOrNothingMakesTheTreeIncomplete() throws IOException {
        host.attribute(STATE, "offline");
        assertThat(gaps())
                .containsExactly(
                        "/sys/devices" + STATE + " says 'offline', which is no known state");

        Files.delete(temp.resolve("sys/devices" + STATE));
        assertThat(gaps()).singleElement().asString().contains(STATE + " is missing, but");
    }
}
