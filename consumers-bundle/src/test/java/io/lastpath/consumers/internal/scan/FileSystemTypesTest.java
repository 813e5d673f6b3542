// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.FakeHost.resource;
import static io.lastpath.consumers.internal.scan.Found.users;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file system without a number of its own is nobody's only where its type is known for that. */
class FileSystemTypesTest {

    private FakeHost host;

    @BeforeEach
    void anIdleHostWithAMultipathedDisk(@TempDir Path root) {
        host = new FakeHost(root).multipath(0);
    }

    private List<String> gaps() {
        return host.read().gaps(resource(0));
    }

    @ParameterizedTest
    @CsvSource({
        "gpfs, fs1",
        "cvfs, snfs1",
        "newfs, none",
        "nfs5, server:/one",
        "oracleasmfs, oracleasmfs"
    })
    void oneOfAnUnknownTypeThatNamesNoNodeMayHaveAnyDisk(String type, String source) {
        host.mount("0:55", "/fs", type, source);

        assertThat(gaps())
                .singleElement()
                .asString()
                .startsWith("the " + type + " file system " + source + " mounted at /fs")
                .endsWith(": which disks it has is not known");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sysfs",
                "tmpfs",
                "bdev",
                "proc",
                "cgroup",
                "cgroup2",
                "cpuset",
                "devtmpfs",
                "configfs",
                "debugfs",
                "tracefs",
                "securityfs",
                "sockfs",
                "bpf",
                "pipefs",
                "ramfs",
                "hugetlbfs",
                "devpts",
                "autofs",
                "fuse",
                "fusectl",
                "mqueue",
                "pstore",
                "efivarfs",
                "selinuxfs",
                "smackfs",
                "apparmorfs",
                "binfmt_misc",
                "rpc_pipefs",
                "nfs",
                "nfs4",
                "nfsd",
                "cifs",
                "smb3",
                "9p",
                "virtiofs",
                "ceph",
                "afs",
                "coda",
                "orangefs",
                "overlay",
                "ecryptfs",
                "ubifs",
                "dax",
                "nsfs",
                "pidfs",
                "resctrl",
                "binder",
                "functionfs",
                "xenfs",
                "vboxsf",
                "lustre",
                "fuse.sshfs",
                "fuse.lxcfs",
                "rootfs",
                "ocfs2_dlmfs",
                "erofs",
                "aufs",
                "beegfs",
                "wekafs"
            })
    void oneThatAnOrdinaryHostHasIsNoGap(String type) {
        host.mount("0:55", "/fs", type, type);

        assertThat(gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"f2fs", "jfs"})
    void oneThatDoesNotShowAllItsDisksMayHaveAnyOther(String type) {
        host.multipath(1).mount("253:1", "/fs", type, "/dev/mapper/mpathb");

        assertThat(gaps())
                .singleElement()
                .asString()
                .startsWith("the " + type + " file system /dev/mapper/mpathb mounted at /fs")
                .endsWith(": whether it has more disks than dm-1 is not known");
    }

    @Test
    void oneThatDoesNotShowAllItsDisksMayHaveAnyOtherWhereItIsMountedOutOfSight() {
        host.disk("vdb", "254:16").folder("sys/fs/f2fs/vdb");

        assertThat(gaps())
                .singleElement()
                .asString()
                .endsWith("f2fs lists vdb: whether that file system has more disks is not known");
    }

    @Test
    void oneThatStandsOnOthersMayHaveADiskOfItsOwnAfterAll() {
        host.mount("0:55", "/ost", "lustre", "/dev/mapper/mpatha");

        assertThat(users(host.read(), 0))
                .containsExactly("filesys: lustre file system mounted at /ost on mpatha");
    }

    @Test
    void onOneOfTheKernelTheSourceMeansNothing() {
        host.mount("0:55", "/vm", "9p", "/dev/mapper/mpatha");

        assertThat(users(host.read(), 0)).isEmpty();
        assertThat(gaps()).isEmpty();
    }
}
