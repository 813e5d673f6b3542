// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a look at who uses disks touches files: that is what it costs on a large host. */
class AccessesTest {

    /** What a map with its two paths took when this was written. */
    private static final int EACH_MAP = 31;

    @TempDir private Path temp;

    private int calls(int maps) throws IOException {
        Path root = Files.createDirectory(temp.resolve(maps + "-maps"));
        FakeHost host = new FakeHost(root);
        for (int map = 0; map < maps; map++) {
            host.scsiMultipath(map, "sd" + 2 * map, "sd" + (2 * map + 1));
        }
        CountedFiles files = new CountedFiles(root);
        assertThat(new HostScan(files).read()).isNotNull();
        return files.calls();
    }

    @Test
    void aLookTakesNoMoreSystemCallsForEachMapThanItDidAndGrowsWithTheirNumberOnly()
            throws IOException {
        int sixteen = calls(16);
        int thirtyTwo = calls(32);
        int sixtyFour = calls(64);

        assertThat(sixtyFour - thirtyTwo).isEqualTo(2 * (thirtyTwo - sixteen));
        assertThat(sixtyFour - thirtyTwo)
                .as("32 maps of two paths; bench/README.md has what strace counts")
                .isLessThanOrEqualTo(32 * EACH_MAP);
    }
}
