// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.FakeHost.resource;
import static io.lastpath.consumers.internal.scan.Found.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.HostUse;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A loop device may be over the node of a disk that is anywhere, as zram may write back to it. */
class BackingsTest extends IdleHost {

    /** As the kubelet binds the node of a raw block volume. */
    private static final String NODE = "/var/lib/kubelet/plugins/publish/pvc-1/0b1c";

    private void bound(String root, String point) {
        String line = "210 25 0:5 " + root + " " + point + " rw - devtmpfs dev rw\n";
        host.mount("254:0", "/var", "ext4", "/dev/vda").append("proc/self/mountinfo", line);
    }

    private void aKernelRuns() {
        host.write("proc/self/stat", "4711 (java) S 1");
    }

    /** Only root can make nodes. */
    private HostUse readWith(HostFiles.Node node) throws IOException {
        return new HostScan(
                        new HostFiles(host.root()) {
                            @Override
                            public Optional<Node> node(String path) {
                                return Optional.of(node);
                            }
                        })
                .read();
    }

    @ParameterizedTest
    @CsvSource({"/dm-0, " + NODE, "/, /var/chroot/dev", "/mapper, /var/chroot/mapper"})
    void aNodeThatIsBoundElsewhereIsToldByTheMountTable(String root, String point) {
        host.link("dev/mapper/mpatha", "../dm-0");
        bound(root, point);
        String below = root.equals("/") ? "/dm-0" : root.equals("/mapper") ? "/mpatha" : "";
        host.loop(0, point + below);

        assertThat(users(host.read(), 0)).containsExactly("loop: loop device loop0 on mpatha");
        assertThat(gaps()).isEmpty();
        assertThat(host.read().unseen()).singleElement().asString().contains("open files");
    }

    @Test
    void soIsWhatZramWritesBackToAndASwapArea() {
        bound("/dm-0", NODE);
        host.disk("zram0", "252:0").write("sys/block/zram0/backing_dev", NODE + "\n");
        host.swap(NODE, "partition");

        assertThat(users(host.read(), 0))
                .containsExactly("dm: device zram0 on mpatha", "swap: swap on mpatha");
        assertThat(gaps()).isEmpty();
    }

    @Test
    void oneThatIsBoundAndIsNoDiskMakesTheAnswerIncompleteByName() {
        bound("/nowhere", NODE);
        host.loop(0, NODE);

        assertThat(gaps())
                .containsExactly("loop0: its file " + NODE + " cannot be traced to a disk");
    }

    @Test
    void zramWritesBackToNoFile() {
        host.disk("zram0", "252:0").write("sys/block/zram0/backing_dev", "/srv/node\n");

        assertThat(gaps()).containsExactly("zram0: its file /srv/node cannot be traced to a disk");
    }

    @Test
    void aNodeThatSomebodyMadeElsewhereIsToldByItsNumber() throws IOException {
        aKernelRuns();
        host.loop(0, "/srv/node");
        HostUse use = readWith(new HostFiles.Node(true, "253:1"));

        assertThat(users(use, 1)).containsExactly("loop: loop device loop0 on mpathb");
        assertThat(use.gaps(resource(1))).isEmpty();
        assertThat(readWith(new HostFiles.Node(true, "253:99")).gaps(resource(1)))
                .containsExactly("loop0: its file /srv/node cannot be traced to a disk");
    }

    @Test
    void whetherAFileThatIsNotThereIsANodeIsNotKnown() {
        aKernelRuns();
        host.mount("253:0", "/srv", "ext4", "/dev/dm-0").loop(0, "/srv/image (deleted)");

        assertThat(users(host.read(), 0)).contains("loop: loop device loop0 on mpatha");
        assertThat(host.read().gaps(resource(1)))
                .singleElement()
                .asString()
                .startsWith("loop0: whether its file is the node of a disk is not known, since ")
                .endsWith("/srv/image (deleted) is missing");
        host.write("srv/image (deleted)", "");
        assertThat(gaps()).isEmpty();
        assertThat(host.read().unseen()).singleElement().asString().contains("open files");
    }

    /** A recorded host has the name space of its processes, as the script records it. */
    @Test
    void ofSeveralOfARecordedHostItIsSaidOnce() {
        host.link("proc/self/ns/pid", "pid:[4026531836]").loop(0, "/snap/a").loop(1, "/snap/b");

        assertThat(gaps()).isEmpty();
        assertThat(host.read().unseen())
                .filteredOn(one -> one.contains("/snap/"))
                .singleElement()
                .asString()
                .startsWith("whether /snap/")
                .endsWith("was not recorded; so it is with 1 more devices");
    }

    @Test
    void ofARecordedHostItIsSaidBesideTheAnswer() {
        host.loop(0, "/srv/image");

        assertThat(gaps()).isEmpty();
        assertThat(host.read().unseen())
                .contains(
                        "whether /srv/image, which loop0 is made of, is a file or the node of a disk was not recorded");
    }

    @Test
    void soItIsWhereOnlyRootMayLook() throws IOException {
        aKernelRuns();
        host.loop(0, "/root/image");
        HostUse use =
                new HostScan(
                                new HostFiles(host.root()) {
                                    @Override
                                    public Optional<Node> node(String path) throws IOException {
                                        throw new AccessDeniedException(path);
                                    }
                                })
                        .read();

        assertThat(use.gaps(resource(0))).isEmpty();
        assertThat(use.unseen())
                .contains(
                        "whether /root/image, which loop0 is made of, is a file or the node of a disk cannot be seen, which takes root, or CAP_DAC_READ_SEARCH");
    }

    @Test
    void aFileOfAServerThatMayNotAnswerIsNotLookedAt() {
        aKernelRuns();
        host.mount("0:70", "/net", "nfs4", "server:/one").loop(0, "/net/image");

        assertThat(List.of(gaps(), users(host.read(), 0))).containsOnly(List.of());
    }
}
