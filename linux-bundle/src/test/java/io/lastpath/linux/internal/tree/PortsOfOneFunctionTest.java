// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.linux.internal.FakeSysfs;
import io.lastpath.linux.internal.RecordedHost;
import io.lastpath.linux.internal.SilentLog;
import io.lastpath.linux.internal.file.PatientReads;
import io.lastpath.linux.internal.file.RootedFiles;
import io.lastpath.linux.internal.tool.RecordedTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was a PHCI below its function does not become the function when the others leave. */
class PortsOfOneFunctionTest {

    private static final String HBA = "/pci0000:00/0000:00:03.0/0000:01:00.0";
    private static final String ONE = HBA + "/host6";
    private static final String TWO = HBA + "/host7";

    @TempDir Path temp;
    private FakeSysfs sysfs;
    private HostSurvey survey;
    private LinuxHost host;

    @BeforeEach
    void host() throws IOException {
        sysfs = new FakeSysfs(temp);
        host = anew();
    }

    private LinuxHost anew() {
        PatientReads reads = new PatientReads(new RootedFiles(temp), Duration.ofSeconds(10));
        survey = new HostSurvey(reads, new RecordedTools(reads), Duration.ofSeconds(60));
        return new LinuxHost("a host", temp, survey, SilentLog.logger());
    }

    private List<DeviceNode> shown() throws Exception {
        List<DeviceNode> nodes = new ArrayList<>();
        try (DeviceTree tree = host.snapshot()) {
            tree.walk(nodes::add);
        }
        return nodes;
    }

    /** What is shown, which are those that the paths go by. */
    private List<String> phcis() throws Exception {
        List<DeviceNode> nodes = shown();
        assertThat(RecordedHost.unreadable(nodes)).isEmpty();
        List<String> phcis = RecordedHost.phcis(nodes);
        List<DeviceNode.Client> clients = RecordedHost.clients(nodes);
        for (DeviceNode.Client client : clients) {
            for (DevicePath path : client.paths()) {
                assertThat(phcis).contains(RecordedHost.phci(path));
            }
        }
        return phcis;
    }

    private void login(int number) throws IOException {
        sysfs.scsiHost(HBA, number, "ib_srp");
    }

    private void map(int number, String above) throws IOException {
        sysfs.map(number, "mpath-" + number, "mpath" + number, sysfs.scsiDisk(above, 0));
    }

    private void isLost(int number) throws IOException {
        delete("sys/class/scsi_host/host" + number);
        delete("sys/devices" + HBA + "/host" + number);
    }

    private void theMapGoes(int number, String disk, String device) throws IOException {
        for (String link : List.of(disk, "dm-" + number)) {
            delete("sys/block/" + link);
        }
        for (String link : List.of(device, "253:" + number)) {
            delete("sys/dev/block/" + link);
        }
        delete("sys/devices/virtual");
    }

    private void delete(String path) throws IOException {
        try (var files = Files.walk(temp.resolve(path))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void theOneThatIsLeftIsCalledAsBeforeAndSoIsOneThatComesBack() throws Exception {
        login(6);
        login(7);
        map(0, ONE);
        assertThat(phcis()).containsExactly(ONE, TWO);

        isLost(7);
        assertThat(phcis()).containsExactly(ONE);
        assertThat(survey.facts().hasSameTree(host.last().orElseThrow().facts())).isTrue();

        login(8);
        assertThat(phcis()).containsExactly(ONE, HBA + "/host8");
    }

    @Test
    void oneThatComesBackToAFunctionThatHadLeftIsCalledByItsPort() throws Exception {
        login(6);
        login(7);
        map(0, ONE);
        assertThat(phcis()).containsExactly(ONE, TWO);
        theMapGoes(0, "sda", "8:0");
        isLost(6);
        isLost(7);
        delete("sys/devices" + HBA);
        assertThat(phcis()).isEmpty();

        login(7);
        map(1, TWO);

        assertThat(phcis()).as("the card may be called offline by that name").containsExactly(TWO);
    }

    @Test
    void whatWasAFunctionAtFirstIsItsPortsFromTheSecondOneOn() throws Exception {
        login(6);
        map(0, ONE);
        assertThat(phcis()).containsExactly(HBA);

        login(7);
        assertThat(phcis()).containsExactly(ONE, TWO);

        isLost(7);
        assertThat(phcis()).as("a path is of one PHCI only").containsExactly(ONE);

        theMapGoes(0, "sda", "8:0");
        isLost(6);
        assertThat(phcis()).as("the card is called otherwise").isEmpty();
    }

    @Test
    void aCardThatOnlyAnIncompleteReadingCallsOtherwiseIsShownAgain() throws Exception {
        login(7);
        map(0, TWO);
        assertThat(phcis()).containsExactly(HBA);
        theMapGoes(0, "sda", "8:0");
        delete("sys/devices" + TWO + "/target7:0:0");
        map(1, ONE);
        Path broken = temp.resolve("sys/class/scsi_host/host6");
        Files.createDirectory(broken); // no link: only the disk tells of its host
        List<DeviceNode> nodes = shown();
        assertThat(RecordedHost.unreadable(nodes)).isNotEmpty();
        assertThat(RecordedHost.phcis(nodes)).containsExactly(ONE);

        theMapGoes(1, "sdb", "8:16");
        isLost(6);

        assertThat(phcis()).containsExactly(HBA);
    }

    @Test
    void severalThatAnIncompleteReadingHasFoundAreRemembered() throws Exception {
        login(6);
        login(7);
        map(0, ONE);
        Path broken = temp.resolve("sys/class/scsi_host/host9");
        Files.createDirectory(broken); // no link: which host it is cannot be told
        List<DeviceNode> nodes = shown();
        assertThat(RecordedHost.unreadable(nodes)).isNotEmpty();
        assertThat(RecordedHost.phcis(nodes)).containsExactly(ONE, TWO);

        Files.delete(broken);
        isLost(7);

        assertThat(phcis()).containsExactly(ONE);
    }

    @Test
    void aHostOfWhichOnlyADiskIsLeftMakesNoSecondPortForLater() throws Exception {
        login(7);
        map(0, TWO);
        String old = sysfs.scsiDisk(ONE, 0);
        assertThat(shown()).isNotEmpty();

        delete("sys/block/" + old.substring(old.lastIndexOf('/') + 1));
        delete("sys/dev/block/8:16");
        delete("sys/devices" + ONE);

        assertThat(phcis()).containsExactly(HBA);
    }

    @Test
    void anotherReaderOfTheHostCallsItByTheFunctionAgain() throws Exception {
        login(6);
        login(7);
        map(0, ONE);
        assertThat(phcis()).containsExactly(ONE, TWO);
        isLost(7);

        host = anew();

        assertThat(phcis()).containsExactly(HBA);
    }
}
