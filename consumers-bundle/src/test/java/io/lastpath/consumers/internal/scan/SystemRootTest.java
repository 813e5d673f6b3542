// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.Found.severity;
import static io.lastpath.consumers.internal.scan.Found.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the system runs from is critical, also where the root itself is on no disk. */
class SystemRootTest extends IdleHost {

    private static final String MOUNTS = "proc/self/mountinfo";

    private void rootOn(String type, String options) {
        host.write(MOUNTS, "25 1 0:20 / / rw - " + type + " none " + options + "\n");
        host.write("proc/cmdline", "loglevel=4\n");
    }

    @Test
    void theStoreIsTheSystemBelowARootInMemory() {
        rootOn("tmpfs", "rw");
        host.mount("253:0", "/nix", "ext4", "/dev/mapper/mpatha")
                .mount("253:1", "/srv", "ext4", "/dev/mapper/mpathb");

        assertThat(severity(host.read(), 0)).isEqualTo(Verdict.SYSTEM_CRITICAL);
        assertThat(users(host.read(), 0))
                .containsExactly(
                        "filesys: ext4 file system mounted at /nix (what the system runs from) on"
                                + " mpatha");
        assertThat(severity(host.read(), 1)).isEqualTo(Verdict.DATA_CRITICAL);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void whereTheFirstProgramIsIsTheSystem() {
        host.write("proc/cmdline", "root=/dev/vda init=/old init=/nix/store/x/init\n")
                .mount("253:0", "/nix", "ext4", "/dev/mapper/mpatha");

        assertThat(severity(host.read(), 0)).isEqualTo(Verdict.SYSTEM_CRITICAL);
    }

    @Test
    void theFoldersOfAnOverlayAreTheSystem() {
        rootOn("overlay", "rw,lowerdir=/run/root/base,upperdir=/run/rw,workdir=/run/w");
        host.mount("253:0", "/run/root", "squashfs", "/dev/mapper/mpatha")
                .mount("0:21", "/run/rw", "tmpfs", "tmpfs");

        assertThat(severity(host.read(), 0)).isEqualTo(Verdict.SYSTEM_CRITICAL);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void aFolderOfAnOverlayThatCannotBeTracedMakesTheAnswerIncompleteByName() {
        rootOn("overlay", "rw,lowerdir=/gone,upperdir=/run/rw,workdir=/run/w");
        host.mount("0:21", "/run/rw", "tmpfs", "tmpfs");

        assertThat(gaps())
                .containsExactly("the root is made of /gone, which cannot be traced to a disk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tmpfs", "nfs", "rootfs"})
    void aSystemWithoutADiskIsNoGap(String type) {
        rootOn(type, "rw");

        assertThat(gaps()).isEmpty();
    }
}
