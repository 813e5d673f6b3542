// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.linux.internal.file.RootedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a read of a host touches its files: that is what it costs on a large one. */
class AccessesTest {

    private static final int HBAS = 8;
    private static final int PATHS = 2;

    /** What a map with its two paths took when this was written. */
    private static final int EACH_MAP = 33;

    @TempDir private Path temp;

    private int disks;

    /** Maps over SCSI disks with ALUA, with the words of dmsetup beside them. */
    private Path host(int maps) throws IOException {
        Path root = Files.createDirectory(temp.resolve(maps + "-maps"));
        FakeSysfs host = new FakeSysfs(root);
        for (int hba = 0; hba < HBAS; hba++) {
            host.scsiHost(function(hba), hba, "qla2xxx");
        }
        StringBuilder status = new StringBuilder();
        disks = 0;
        for (int map = 0; map < maps; map++) {
            String first = disk(host, map % HBAS, map);
            String second = disk(host, (map + 1) % HBAS, map);
            host.map(map, "mpath-3600" + map, "mpath" + map, first, second);
            status.append("mpath" + map + ": 0 8 multipath 2 0 1 0 1 1 A 0 2 2");
            status.append(
                    " 8:" + 16 * (disks - 2) + " A 0 0 1 8:" + 16 * (disks - 1) + " A 0 0 1\n");
        }
        host.file(Capture.STATUS, status.toString());
        return root;
    }

    private static String function(int hba) {
        return "/pci0000:00/0000:00:0" + hba + ".0/0000:0" + hba + ":00.0";
    }

    private String disk(FakeSysfs host, int hba, int map) throws IOException {
        String address = hba + ":0:" + disks % 4 + ":" + map;
        String target = "/host" + hba + "/target" + hba + ":0:" + disks % 4 + "/";
        String scsi = function(hba) + target + address;
        host.attribute(scsi + "/state", "running");
        host.attribute(scsi + "/access_state", "active/optimized");
        host.attribute(scsi + "/preferred_path", "1");
        host.attribute(scsi + "/vpd_pg83", "");
        byte[] page = {0, (byte) 0x83, 0, 12, 0x61, (byte) 0x93, 0, 8, 0x50, 0, 0, 0, 0, 0, 0, 1};
        Files.write(host.root().resolve("sys/devices" + scsi + "/vpd_pg83"), page);
        return host.disk(scsi + "/block/sd" + disks++);
    }

    private int calls(int maps) throws IOException {
        CountedFiles files = new CountedFiles(new RootedFiles(host(maps)));
        List<DeviceNode> nodes = RecordedHost.read(files);
        assertThat(RecordedHost.unreadable(nodes)).isEmpty();
        assertThat(RecordedHost.clients(nodes))
                .hasSize(maps)
                .allMatch(client -> client.paths().size() == PATHS);
        return files.calls();
    }

    @Test
    void aReadTakesNoMoreSystemCallsForEachMapThanItDidAndGrowsWithTheirNumberOnly()
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
