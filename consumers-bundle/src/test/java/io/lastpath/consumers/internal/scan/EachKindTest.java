// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.Found.fate;
import static io.lastpath.consumers.internal.scan.Found.severity;
import static io.lastpath.consumers.internal.scan.Found.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.host.Fate;
import io.lastpath.rcm.Verdict;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told apart by its name: each of the names, so that none is lost from its list. */
class EachKindTest {

    private FakeHost host;

    @BeforeEach
    void anIdleHostWithFiveMultipathedDisks(@TempDir Path root) {
        host = new FakeHost(root);
        IntStream.range(0, 5).forEach(host::multipath);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/usr", "/boot", "/boot/efi", "/efi"})
    void whatIsMountedThereIsWhatTheSystemNeeds(String point) {
        host.mount("253:0", point, "ext4", "/dev/mapper/mpatha");

        assertThat(severity(host.read(), 0)).isEqualTo(Verdict.SYSTEM_CRITICAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv", "/usr/local", "/boot2", "/home"})
    void whatIsMountedElsewhereIsNot(String point) {
        host.mount("253:0", point, "ext4", "/dev/mapper/mpatha");

        assertThat(severity(host.read(), 0)).isEqualTo(Verdict.DATA_CRITICAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "f2fs"})
    void aFileSystemThatNoMountShowsIsFoundInSysfs(String type) {
        host.folder("sys/fs/" + type + "/dm-1").folder("sys/fs/" + type + "/features");

        assertThat(users(host.read(), 1))
                .containsExactly(
                        "filesys: "
                                + type
                                + " file system mounted where it cannot be seen on mpathb");
    }

    @ParameterizedTest
    @CsvSource({
        "single, 0",
        "dup, 0",
        "raid0, 0",
        "raid1, 1",
        "raid10, 1",
        "raid1c3, 2",
        "raid1c4, 3",
        "raid5, 1",
        "raid6, 2"
    })
    void btrfsLosesAsManyDisksAsItsProfileCan(String profile, int most) {
        host.btrfs("u1", profile, "dm-0", "dm-1", "dm-2", "dm-3", "dm-4")
                .mount("0:51", "/b", "btrfs", "/dev/dm-0");

        assertThat(host.read().gaps(FakeHost.resource(0))).isEmpty();
        assertThat(fate(host.read(), "filesys", disks(most + 1))).isEqualTo(Fate.LOST);
        if (most > 0) {
            assertThat(fate(host.read(), "filesys", disks(most))).isEqualTo(Fate.WEAKENED);
        }
    }

    private static int[] disks(int count) {
        return IntStream.range(0, count).toArray();
    }
}
