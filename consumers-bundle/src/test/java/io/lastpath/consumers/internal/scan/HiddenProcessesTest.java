// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.FakeHost.resource;
import static io.lastpath.consumers.internal.scan.Found.severity;
import static io.lastpath.consumers.internal.scan.Found.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Verdict;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What processes use is found, or it is said that some are not seen. */
class HiddenProcessesTest extends IdleHost {

    @Test
    void openDeviceFilesAreNamedByCommandAndPid() {
        host.process(1, "init", "1")
                .process(70, "qemu", "1", "/dev/dm-1", "/dev/null", "socket:[7]")
                .process(71, "sqld", "1", "/dev/mapper/mpathb");

        assertThat(users(host.read(), 1))
                .containsExactly(
                        "openfiles: opened by qemu (process 70), mpathb",
                        "openfiles: opened by sqld (process 71), mpathb");
        assertThat(host.read().unseen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sbd, SYSTEM_CRITICAL", "ocssd.bin, SYSTEM_CRITICAL", "sqld, DATA_CRITICAL"})
    void theHeartbeatDiskOfAClusterIsNeededByTheSystem(String command, Verdict verdict) {
        host.process(1, "init", "1").process(70, command, "1", "/dev/dm-1");

        assertThat(severity(host.read(), 1)).isEqualTo(verdict);
        assertThat(host.read().stakes(resource(1)).toString().contains("resets the host"))
                .isEqualTo(verdict == Verdict.SYSTEM_CRITICAL);
    }

    @Test
    void aFileSystemOfAnotherNameSpaceIsFound() {
        host.process(1, "init", "1")
                .process(80, "box", "2")
                .mountFor(80, "253:1", "/", "ext4", "/dev/dm-1");

        assertThat(users(host.read(), 1))
                .containsExactly(
                        "filesys: ext4 file system mounted at / in the mount name space of box"
                                + " (process 80) on mpathb");
        assertThat(severity(host.read(), 1)).isEqualTo(Verdict.DATA_CRITICAL);
    }

    @Test
    void aDeadProcessHidesNothingAndOneWithoutANameSpaceDoes() throws Exception {
        host.process(1, "init", "1").process(90, "gone", "2");
        Files.delete(host.root().resolve("proc/90/ns/mnt"));
        host.write("proc/90/stat", "90 (gone) x) S 1 90 90 0\n");
        assertThat(host.read().unseen().toString()).contains("1 of 2");

        host.write("proc/90/stat", "90 (gone) x) Z 1 90 90 0\n");
        assertThat(host.read().unseen()).isEmpty();
    }

    @Test
    void processesThatAreNotEvenListedAreMissed() {
        host.process(70, "sh", "1");
        assertThat(host.read().unseen()).singleElement().asString().contains("hidepid");
    }

    @Test
    void aContainerSeesNothingOfTheHostAndSaysSo() {
        host.link("proc/self/ns/pid", "pid:[4026531836]");
        assertThat(gaps()).isEmpty();
        host.replaceLink("proc/self/ns/pid", "pid:[4026532198]");
        assertThat(gaps()).singleElement().asString().contains("container");
    }

    @Test
    void whatTheFirstProcessHasMountedIsWhatItIsToTheSystem() {
        host.mount("253:0", "/host", "ext4", "/dev/dm-0")
                .process(1, "init", "1")
                .mountFor(1, "253:0", "/boot", "ext4", "/dev/dm-0");
        assertThat(severity(host.read(), 0)).isEqualTo(Verdict.SYSTEM_CRITICAL);
    }
}
