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
        private final Map<String, String> numbers = new HashMap<>();
        private final List<String> asked = new ArrayList<>();

        Nodes(Path root) {
            super(root);
        }

        @Override
        public Optional<String> blockNumber(String path) throws IOException {
            String target = link(path);
            asked.add(target);
            if (target.endsWith("stale")) {
                throw new IOException("Stale file handle");
            }
            return Optional.ofNullable(numbers.get(target));
        }
    }

    @Test
    void aNodeOutsideOfDevIsOne() throws IOException {
        nodes.numbers.put("/var/lib/ceph/osd/ceph-0/block", "253:1");
        host.process(70, "ceph-osd", "1", "/var/lib/ceph/osd/ceph-0/block", "/var/log/ceph");

        assertThat(users(read(), 1))
                .containsExactly("openfiles: opened by ceph-osd (process 70), mpathb");
        assertThat(users(read(), 0)).isEmpty();
        assertThat(read().unseen()).isEmpty();
    }

    @Test
    void theNodeOfAContainerIsOne() throws IOException {
        nodes.numbers.put("/data", "253:0");
        host.process(70, "mysqld", "2", "/data");

        assertThat(users(read(), 0))
                .containsExactly("openfiles: opened by mysqld (process 70), mpatha");
    }

    @Test
    void aFileThatManyHaveOpenIsLookedAtOnce() throws IOException {
        host.process(70, "sqld", "1", "/srv/one", "socket:[7]")
                .process(71, "sqld", "1", "/srv/one", "/srv/one");
        host.process(72, "sqld", "2", "/srv/one");

        read();

        assertThat(nodes.asked).containsExactly("/srv/one", "/srv/one");
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

    @Test
    void aFileOfWhichNobodyKnowsWhatItIsIsNotSeen() throws IOException {
        host.process(70, "sh", "1", "/srv/stale");

        assertThat(read().unseen()).singleElement().asString().contains("1 of 2");
    }
}
