// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.linux.internal.Broken;
import io.lastpath.linux.internal.Broken.Breakage;
import io.lastpath.linux.internal.FakeSysfs;
import io.lastpath.linux.internal.RecordedHost;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.file.RootedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page that tells whether a path is still its map's disk is there and whole, or is named. */
class DecidingPageTest {

    private static final String ABOVE = "/pci0000:00/0000:00:04.0/0000:02:00.0";
    private static final String OTHER_NAA = "0103" + "0008" + "5000c5000000dead";

    @TempDir private Path temp;
    private FakeSysfs host;
    private Path page;

    @BeforeEach
    void aPathThatHasBecomeAnotherDisk() throws IOException {
        host = new FakeSysfs(temp).scsiHost(ABOVE, 1, "qla2xxx");
        String disk = host.scsiDisk(ABOVE + "/host1", 0);
        host.map(0, "mpath-35000c50000001001", "mpatha", disk);
        page = host.page(disk, OTHER_NAA);
    }

    private String where() {
        return "/" + temp.relativize(page);
    }

    private static List<String> gaps(HostFiles files) throws IOException {
        return RecordedHost.unreadable(RecordedHost.read(files)).stream()
                .map(gap -> gap.where() + " " + gap.reason())
                .toList();
    }

    private static PathState state(HostFiles files) throws IOException {
        DeviceNode.Client client = RecordedHost.clients(RecordedHost.read(files)).get(0);
        return client.paths().iterator().next().state();
    }

    @ParameterizedTest
    @CsvSource({
        "EMPTIED, is empty",
        "GARBLED, is no device identification page",
        "OTHER_TEXT, is no device identification page",
        "SHORTENED, has only 8 of 16 bytes",
        "UNREADABLE, cannot be read: Input/output error"
    })
    void aPageThatCannotTellMakesTheTreeIncomplete(Breakage breakage, String reason)
            throws IOException {
        HostFiles broken = new Broken(new RootedFiles(temp), where(), breakage);

        assertThat(gaps(broken)).containsExactly(where() + " " + reason);
    }

    @Test
    void aPageThatVanishesBetweenIsReadAgain() throws IOException {
        HostFiles files = new RootedFiles(temp);

        assertThat(gaps(new Broken(files, where(), Breakage.VANISHES_ONCE))).isEmpty();
        assertThat(state(new Broken(files, where(), Breakage.VANISHES_ONCE)))
                .isEqualTo(PathState.UNKNOWN);
    }

    @Test
    void aDiskWithoutThePageIsNotCompared() throws IOException {
        Files.delete(page);

        assertThat(gaps(new RootedFiles(temp))).isEmpty();
        assertThat(state(new RootedFiles(temp))).isEqualTo(PathState.ONLINE);
    }

    @Test
    void aPageThatIsLongerThanTheKernelHandsOutAtATimeIsNotCompared() throws IOException {
        byte[] cut = Arrays.copyOf(Files.readAllBytes(page), 4096);
        cut[2] = 0x20;
        Files.write(page, cut);

        assertThat(gaps(new RootedFiles(temp))).isEmpty();
        assertThat(state(new RootedFiles(temp))).isEqualTo(PathState.ONLINE);
    }

    @Test
    void whatIsWrongWithAPageDoesNotMatterWhereTheWwidIsNotMadeOfIt() throws IOException {
        host.attribute("/virtual/block/dm-0/dm/uuid", "mpath-SQEMU_X_1");
        Files.write(page, new byte[0]);

        assertThat(gaps(new RootedFiles(temp))).isEmpty();
    }
}
