// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that cannot be traced to its disk makes the answer incomplete. */
class UntracedFilesTest extends IdleHost {

    @Test
    void aFileBelowTwoMountsInOnePlaceIsNotTracedToTheUpperOne() {
        host.mount("253:0", "/srv", "ext4", "/dev/dm-0").swap("/srv/swap", "file");
        assertThat(gaps()).isEmpty();
        host.mount("253:1", "/srv", "ext4", "/dev/dm-1");
        assertThat(gaps()).singleElement().asString().contains("/srv/swap");
    }

    @Test
    void aSwapFileThatSeemsToBeInMemoryIsHiddenByAMount() {
        host.mount("0:24", "/home", "tmpfs", "tmpfs").swap("/home/swapfile", "file");
        assertThat(gaps()).singleElement().asString().contains("/home/swapfile");
    }

    @Test
    void aFileThatSystemdHidesIsNotTracedToMemory() {
        host.cover("/home").loop(0, "/home/user/image");
        assertThat(gaps()).singleElement().asString().contains("/home/user/image");
    }

    @Test
    void aLoopFileInMemoryIsNobodysUseOfADisk() {
        host.mount("0:24", "/tmp", "tmpfs", "tmpfs").loop(0, "/tmp/image");
        assertThat(gaps()).isEmpty();
    }

    @Test
    void aRootOfTheCommandLineThatCannotBeTracedMakesTheAnswerIncomplete(@TempDir Path live) {
        host = new FakeHost(live).multipath(0);
        host.write("proc/self/mountinfo", "25 1 0:30 / / rw - overlay overlay rw\n");
        host.write("proc/cmdline", "root=UUID=abc ro\n");
        assertThat(gaps()).singleElement().asString().contains("UUID=abc");
        host.write("proc/cmdline", "root=live:CDLABEL=x ro\n");
        assertThat(gaps()).isEmpty();
    }

    @Test
    void aFolderForCrashDumpsThatCannotBeTracedMakesTheAnswerIncomplete() {
        host.write("sys/kernel/kexec_crash_loaded", "1\n")
                .mount("0:72", "/var", "overlay", "overlay");
        assertThat(gaps()).singleElement().asString().contains("/var/crash");
    }
}
