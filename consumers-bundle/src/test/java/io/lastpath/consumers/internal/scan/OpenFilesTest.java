// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.Found.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.HostUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a node is called, who has it open is found. */
class OpenFilesTest {

    private FakeHost host;
    private Nodes nodes;

    @BeforeEach
    void anIdleHostWithTwoMultipathedDisks(@TempDir Path root) {
        host = new FakeHost(root).multipath(0).multipath(1).process(1, "init", "1");
        nodes = new Nodes(root);
    }

    private HostUse read() throws IOException {
        return new HostScan(nodes).read();
    }

    /** Nodes that only root can make; all other files are there and are none. */
    private static final class Nodes extends HostFiles {
        private final Map<String, Node> nodes = new HashMap<>();
        private final List<String> asked = new ArrayList<>();

        Nodes(Path root) {
            super(root);
        }

        Nodes block(String path, String number) {
            nodes.put(path, new Node(true, number));
            return this;
        }

        Nodes character(String path, String number) {
            nodes.put(path, new Node(false, number));
            return this;
        }

        @Override
        public Optional<Node> node(String path) throws IOException {
            String target = link(path);
            asked.add(target);
            if (target.endsWith("stale")) {
                throw new IOException("Stale file handle");
            }
            return Optional.ofNullable(nodes.getOrDefault(path, nodes.get(target)));
        }
    }

    @Test
    void aNodeOutsideOfDevIsOne() throws IOException {
        nodes.block("/var/lib/ceph/osd/ceph-0/block", "253:1");
        host.process(70, "ceph-osd", "1", "/var/lib/ceph/osd/ceph-0/block", "/var/log/ceph");

        assertThat(users(read(), 1))
                .containsExactly("openfiles: opened by ceph-osd (process 70), mpathb");
        assertThat(users(read(), 0)).isEmpty();
        assertThat(read().unseen()).isEmpty();
    }

    @Test
    void theNodeOfAContainerIsOne() throws IOException {
        nodes.block("/data", "253:0");
        host.process(70, "mysqld", "2", "/data");

        assertThat(users(read(), 0))
                .containsExactly("openfiles: opened by mysqld (process 70), mpatha");
    }

    /** After one was deleted, covered by a mount or unmounted lazily. */
    @Test
    void twoFilesOfOnePathAreEachLookedAt() throws IOException {
        nodes.block("proc/71/fd/0", "253:1");
        host.process(70, "sh", "1", "/tmp/nn (deleted)", "socket:[7]")
                .process(71, "dd", "1", "/tmp/nn (deleted)")
                .process(72, "sh", "1", "/tmp/nn (deleted)");

        assertThat(users(read(), 1))
                .containsExactly("openfiles: opened by dd (process 71), mpathb");
    }

    @Test
    void aFileOfAServerThatMayNotAnswerIsNotLookedAt() throws IOException {
        for (String type : List.of("nfs4", "cifs", "fuse.sshfs", "ceph", "gfs2")) {
            host.mountFor(1, "0:70", "/net/" + type, type, "server:/one");
        }
        host.mountFor(1, "254:0", "/net/nfs4/local", "ext4", "/dev/vda");
        host.process(
                70,
                "sh",
                "1",
                "/net/nfs4/x",
                "/net/cifs",
                "/net/fuse.sshfs/x",
                "/net/ceph/x",
                "/net/gfs2/x",
                "/net/nfs4/local/x",
                "/net/nfs4x");

        assertThat(read().unseen()).isEmpty();
        assertThat(nodes.asked).containsExactlyInAnyOrder("/net/nfs4/local/x", "/net/nfs4x");
    }

    private List<String> gaps() throws IOException {
        return read().gaps(FakeHost.resource(0));
    }

    @Test
    void aRawDeviceMayBeAnyDiskAndItsControlDeviceIsNone() throws IOException {
        nodes.character("/dev/raw/rawctl", "162:0").block("/srv/other", "162:1");
        host.process(70, "raw", "1", "/dev/raw/rawctl", "/srv/other");
        assertThat(gaps()).isEmpty();

        nodes.character("/dev/raw/raw1", "162:1").character("/u01/ocr", "162:2");
        host.process(71, "oracle", "1", "/dev/raw/raw1", "/dev/raw/raw1", "/u01/ocr");
        host.process(72, "oracle", "1", "/dev/raw/raw1");
        assertThat(gaps())
                .containsExactlyInAnyOrder(
                        "which disk the raw device /dev/raw/raw1 is, opened by oracle (process 71),"
                                + " is not known",
                        "which disk the raw device /u01/ocr is, opened by oracle (process 71),"
                                + " is not known");
    }

    @Test
    void theGenericNodeOfANamespaceIsItsDisk() throws IOException {
        host.nvmeHead("nvme1n2", "259:3")
                .link("sys/dev/char/241:2", "../../devices/virtual/nvme-subsystem/x/ng1n2")
                .link("sys/dev/char/1:3", "../../devices/virtual/mem/null");
        nodes.character("/vm/disk", "241:2").character("/dev/ng1n2", "1:3");
        host.process(70, "qemu", "1", "/vm/disk").process(71, "sh", "1", "/dev/ng1n2");
        String head = "/devices/virtual/nvme-subsystem/nvme-subsys1/nvme1n2";

        assertThat(read().stakes(head))
                .extracting(stake -> stake.text())
                .containsExactly("opened by qemu (process 70), nvme1n2");
    }

    @Test
    void whatCannotBeLookedAtGoesByItsName() throws IOException {
        host.nvmeHead("nvme1n2", "259:3")
                .process(70, "qemu", "1", "/dev/ng1n2")
                .process(71, "oracle", "1", "/dev/raw/raw1", "/dev/raw/rawctl");

        assertThat(host.read().stakes("/devices/virtual/nvme-subsystem/nvme-subsys1/nvme1n2"))
                .hasSize(1);
        assertThat(host.read().gaps(FakeHost.resource(0)))
                .singleElement()
                .asString()
                .contains("raw1");
    }

    @Test
    void aFileOfWhichNobodyKnowsWhatItIsMakesTheAnswerIncomplete() throws IOException {
        host.process(70, "sh", "1", "/srv/stale");

        assertThat(read().gaps(FakeHost.resource(0)))
                .singleElement()
                .asString()
                .contains("proc/70/fd/0 could not be read");
        assertThat(read().unseen()).isEmpty();
    }
}
