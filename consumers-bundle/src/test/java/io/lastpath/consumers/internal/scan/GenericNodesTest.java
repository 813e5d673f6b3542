// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.files.HostFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the generic node of a SCSI disk open uses the disk. */
class GenericNodesTest {

    private static final String AT = "pci0000:00/0000:00:03.0/host0/target0:0:0/";
    private static final String PATH = AT + "0:0:0:0";
    private static final String PLAIN = AT + "0:0:0:32";

    private FakeHost host;

    @BeforeEach
    void aHostWithAMapAndADiskInNone(@TempDir Path root) {
        host = new FakeHost(root).scsiMultipath(0, "sda", "sdb").plainDisk("sdz", "8:32");
        host.process(1, "init", "1");
    }

    private static HostFiles nodes(Path root, Map<String, String> numbers) {
        return new HostFiles(root) {
            @Override
            public Optional<Node> node(String path) throws IOException {
                return Optional.ofNullable(numbers.get(link(path)))
                        .map(number -> new Node(false, number));
            }
        };
    }

    private List<String> users(HostFiles files, String disk) throws IOException {
        return new HostScan(files)
                .read().stakes("/devices/" + disk).stream().map(stake -> stake.text()).toList();
    }

    @Test
    void whateverTheNodeIsCalled() throws IOException {
        host.link("sys/dev/char/21:9", "../../devices/" + PLAIN + "/scsi_generic/sg9")
                .link("sys/dev/char/250:3", "../../devices/" + PATH + "/bsg/0:0:0:0")
                .process(88, "qemu-kvm", "1", "/vm/lun")
                .process(89, "scsi-tool", "1", "/dev/bsg/0:0:0:0");
        HostFiles files =
                nodes(host.root(), Map.of("/vm/lun", "21:9", "/dev/bsg/0:0:0:0", "250:3"));

        assertThat(users(files, PLAIN + "/block/sdz"))
                .containsExactly("opened by qemu-kvm (process 88), sdz");
        assertThat(users(files, PATH + "/block/sda"))
                .containsExactly("opened by scsi-tool (process 89), sda");
    }

    @Test
    void byItsNameWhereItCannotBeLookedAt() throws IOException {
        host.link("sys/class/scsi_generic/sg9", "../../devices/" + PLAIN + "/scsi_generic/sg9")
                .link("sys/class/bsg/0:0:0:0", "../../devices/" + PATH + "/bsg/0:0:0:0")
                .process(88, "qemu-kvm", "1", "/dev/sg9", "/dev/sg10")
                .process(89, "scsi-tool", "1", "/dev/bsg/0:0:0:0");

        assertThat(users(host.files(), PLAIN + "/block/sdz"))
                .containsExactly("opened by qemu-kvm (process 88), sdz");
        assertThat(users(host.files(), PATH + "/block/sda"))
                .containsExactly("opened by scsi-tool (process 89), sda");
    }

    @Test
    void thatOfATapeIsThatOfNoDisk() throws IOException {
        host.link("sys/dev/char/21:4", "../../devices/" + AT + "0:0:5:0/scsi_generic/sg4")
                .link("sys/dev/char/9:128", "../../devices/" + AT + "0:0:5:0/scsi_tape/nst0")
                .process(88, "bareos-sd", "1", "/dev/sg4", "/dev/nst0");
        HostFiles files = nodes(host.root(), Map.of("/dev/sg4", "21:4", "/dev/nst0", "9:128"));

        assertThat(users(files, PLAIN + "/block/sdz")).isEmpty();
    }
}
