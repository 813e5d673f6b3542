// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
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

/** NVMe over Fibre Channel goes through the same HBAs as SCSI, though sysfs shows it elsewhere. */
class NvmeOverFibreChannelTest {

    private static final String ONE = "/pci0000:00/0000:00:03.0/0000:01:00.0";
    private static final String TWO = "/pci0000:00/0000:00:04.0/0000:02:00.0";
    private static final String CONTROLLERS = "/virtual/nvme-fabrics/ctl/";

    @TempDir Path temp;
    private FakeSysfs host;

    @BeforeEach
    void aNamespaceWithTwoControllersOfOneHbaAndOneOfAnother() throws IOException {
        host = new FakeSysfs(temp);
        hba(ONE, 5, "0x21000024FF171717");
        hba(TWO, 6, "0x21000024ff171718");
        controller(0, "fc", "host_traddr=nn-0x20000024ff171717:pn-0x21000024ff171717");
        controller(1, "fc", "host_traddr=nn-20000024ff171717:pn-21000024ff171717");
        controller(2, "fc", "host_traddr=nn-0x20000024ff171718:pn-0x21000024FF171718");
        String head = host.disk("/virtual/nvme-subsystem/nvme-subsys0/nvme0n1");
        host.attribute(head + "/wwid", "uuid.1");
    }

    private void hba(String function, int number, String name) throws IOException {
        String port = function + "/host" + number + "/fc_host/host" + number;
        host.scsiHost(function, number, "lpfc").attribute(port + "/port_name", name);
        host.link("sys/class/fc_host/host" + number, port);
    }

    private void controller(int number, String transport, String from) throws IOException {
        String device = CONTROLLERS + "nvme" + number;
        String node = device + "/nvme0c" + number + "n1";
        host.attribute(device + "/state", "live");
        address(number, transport, from);
        host.attribute(device + "/subsysnqn", "nqn.one");
        host.attribute(node + "/ana_state", "optimized").attribute(node + "/ana_grpid", "1");
        host.link("sys/class/nvme/nvme" + number, device);
        host.link("sys/block/nvme0c" + number + "n1", node);
    }

    private void address(int number, String transport, String from) throws IOException {
        String device = CONTROLLERS + "nvme" + number;
        host.attribute(device + "/transport", transport);
        host.attribute(device + "/address", "traddr=nn-0x5:pn-0x6" + number + "," + from);
    }

    private List<DeviceNode> read() throws IOException {
        return RecordedHost.read(temp);
    }

    private List<String> phcisOfTheNamespace() throws IOException {
        return RecordedHost.clients(read()).get(0).paths().stream()
                .map(RecordedHost::phci)
                .toList();
    }

    private List<String> gaps() throws IOException {
        return RecordedHost.unreadable(read()).stream()
                .map(gap -> gap.where() + " " + gap.reason())
                .toList();
    }

    @Test
    void aControllerGoesThroughTheHbaThatHasItsInitiatorPort() throws IOException {
        assertThat(gaps()).isEmpty();
        assertThat(phcisOfTheNamespace()).containsExactly(ONE, ONE, TWO);
        assertThat(RecordedHost.phcis(read())).containsExactly(ONE, TWO);
    }

    @Test
    void anHbaThatHasLostItsControllersIsShownBesideItsLikes() throws IOException {
        hba("/pci0000:00/0000:00:05.0/0000:03:00.0", 7, "0x21000024ff171719");

        assertThat(RecordedHost.phcis(read()))
                .containsExactly(ONE, TWO, "/pci0000:00/0000:00:05.0/0000:03:00.0");
    }

    @Test
    void aNamespaceWithoutNativeMultipathIsAClientWithASinglePathThroughItsHba()
            throws IOException {
        String device = CONTROLLERS + "nvme3";
        host.attribute(device + "/state", "live").attribute(device + "/subsysnqn", "nqn.two");
        address(3, "fc", "host_traddr=nn-0x20000024ff171718:pn-0x21000024ff171718");
        host.link("sys/class/nvme/nvme3", device);
        String namespace = host.disk(device + "/nvme3n1");
        host.attribute(namespace + "/wwid", "uuid.3");

        assertThat(gaps()).isEmpty();
        assertThat(RecordedHost.clients(read()))
                .filteredOn(client -> client.name().equals("nvme3n1"))
                .singleElement()
                .satisfies(
                        client -> {
                            assertThat(client.identity()).isEqualTo("uuid.3");
                            assertThat(client.paths())
                                    .extracting(RecordedHost::phci)
                                    .containsExactly(TWO);
                            assertThat(client.paths().get(0).state()).isEqualTo(PathState.ONLINE);
                        });
        assertThat(RecordedHost.phcis(read())).containsExactly(ONE, TWO);
    }

    @Test
    void anInitiatorPortOfNoHbaMakesTheTreeIncompleteByName() throws IOException {
        address(2, "fc", "host_traddr=nn-0x20000024ff171718:pn-0x2100000000000000");

        assertThat(gaps())
                .containsExactly(
                        "/sys/devices/virtual/nvme-fabrics/ctl/nvme2/address does not tell which"
                                + " Fibre Channel HBA the controller goes through");
    }

    @Test
    void aPortNameThatCannotBeReadMakesTheTreeIncompleteByName() throws IOException {
        host.attribute(TWO + "/host6/fc_host/host6/port_name", "Linkdown");
        assertThat(gaps()).hasSize(2).element(0).asString().contains("host6/port_name");

        Files.delete(temp.resolve("sys/devices" + TWO + "/host6/fc_host/host6/port_name"));
        Files.delete(temp.resolve("sys/class/fc_host/host6"));
        assertThat(gaps()).hasSize(2).element(0).asString().contains("host6/port_name is missing");
    }

    @Test
    void aTransportThatIsNotFibreChannelIsNotLookedFor() throws IOException {
        address(2, "tcp", "host_traddr=10.0.0.7");
        assertThat(gaps()).isEmpty();
        assertThat(phcisOfTheNamespace()).containsExactly(ONE, ONE, CONTROLLERS + "nvme2");

        Files.delete(temp.resolve("sys/devices" + CONTROLLERS + "nvme2/transport"));
        assertThat(gaps()).singleElement().asString().contains("nvme2/address");
    }
}
