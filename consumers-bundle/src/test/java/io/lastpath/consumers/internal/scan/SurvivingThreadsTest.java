// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.Found.users;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Threads that live on after the first one of their process keep what it had. */
class SurvivingThreadsTest extends IdleHost {

    @Test
    void theyKeepItsFilesOpen() {
        host.process(1, "init", "1").survivor(70, 71, "sqld", "1", "/dev/dm-1", "socket:[7]");

        assertThat(users(host.read(), 1))
                .containsExactly("openfiles: opened by sqld (process 70), mpathb");
        assertThat(host.read().unseen()).isEmpty();
    }

    @Test
    void theyKeepItsMounts() {
        host.process(1, "init", "1").survivor(80, 81, "box", "2");
        host.mountFor("80/task/81", "253:1", "/", "ext4", "/dev/dm-1");

        assertThat(users(host.read(), 1))
                .containsExactly(
                        "filesys: ext4 file system mounted at / in the mount name space of box"
                                + " (process 80) on mpathb");
    }

    @Test
    void ifTheyAreNotShownThatIsSaid() throws IOException {
        host.process(1, "init", "1").survivor(70, 71, "sqld", "1");
        Files.delete(host.root().resolve("proc/70/task/71/fd"));
        assertThat(host.read().unseen().toString()).contains("1 of 2");

        host.write("proc/70/task/71/stat", "71 (sqld) X 1 1 1 0\n");
        assertThat(host.read().unseen()).isEmpty();
    }

    @Test
    void ifTheyAreNotListedTheirFolderIsNamed() {
        host.process(1, "init", "1").process(70, "sqld", "1");
        host.write("proc/70/stat", "70 (sqld) Z 1 1 1 0\n").write("proc/70/task", "no folder");
        host.replaceLink("proc/70/ns/mnt", "gone").write("proc/70/mountinfo", "");

        assertThat(gaps()).singleElement().asString().contains("proc/70/task is no folder");
        assertThat(host.read().unseen()).isEmpty();
    }
}
