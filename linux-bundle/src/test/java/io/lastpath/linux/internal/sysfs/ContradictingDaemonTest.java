// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.linux.internal.RecordedHost;
import io.lastpath.linux.internal.tool.RecordedTools;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the daemon and the tools tell is held against what sysfs shows. */
@Timeout(60)
class ContradictingDaemonTest extends BrokenHost {

    private void mapWithDaemon(String path) throws IOException {
        String one = host.scsiDisk(ONE + "/host0", 0);
        String two = host.scsiDisk(ONE + "/host0", 1);
        host.map(0, "mpath-1", "mpatha", one, two);
        daemon(
                "\"path_groups\":[{\"paths\":["
                        + "{\"dev\":\"sda\",\"dev_t\":\"8:0\",\"dm_st\":\"active\","
                        + "\"dev_st\":\"running\",\"chk_st\":\"ready\"}"
                        + path
                        + "]}]");
    }

    private void daemon(String groups) throws IOException {
        host.file(
                RecordedTools.DAEMON_FILE.substring(1),
                "{\"maps\":[{\"name\":\"mpatha\",\"uuid\":\"1\",\"sysfs\":\"dm-0\","
                        + groups
                        + "}]}");
    }

    /** The kernel has the WWID as libdevmapper writes it, and the daemon may tell it as it is. */
    @Test
    void aWwidThatIsWrittenInAnotherWayIsNoContradiction() throws Exception {
        mapWithDaemon(
                ",{\"dev\":\"sdb\",\"dev_t\":\"8:16\",\"dm_st\":\"active\","
                        + "\"dev_st\":\"running\",\"chk_st\":\"ready\"}");
        host.attribute("/virtual/block/dm-0/dm/uuid", "mpath-\\x31");

        assertThat(gaps(read())).isEmpty();
    }

    @Test
    void aPathOfWhichTheDaemonTellsUnderAnotherNameIsAContradiction() throws Exception {
        mapWithDaemon(
                ",{\"dev\":\"sdx\",\"dev_t\":\"8:16\",\"dm_st\":\"failed\","
                        + "\"dev_st\":\"running\",\"chk_st\":\"faulty\"}");
        assertThat(gaps(read())).singleElement().asString().contains("sdb").contains("mpatha");
    }

    @Test
    void aPathOfWhichTheDaemonDoesNotTellIsAContradiction() throws Exception {
        mapWithDaemon("");
        assertThat(gaps(read())).singleElement().asString().contains("sdb").contains("mpatha");
    }

    @Test
    void aPathOfWhichTheDaemonLeavesOutAWordIsNotTakenForAGoodOne() throws Exception {
        mapWithDaemon(",{\"dev\":\"sdb\",\"dev_t\":\"8:16\",\"dm_st\":\"active\"}");
        assertThat(gaps(read())).singleElement().asString().contains("dev_st");
        daemon("\"path_groups\":null");
        assertThat(gaps(read())).singleElement().asString().contains("path_groups");
        daemon("\"path_groups\":[{}]");
        assertThat(gaps(read())).singleElement().asString().contains("paths");
    }

    private static String daemonsMap(String name, String uuid, String disk) {
        return "{\"name\":\"%s\",\"uuid\":\"%s\",\"sysfs\":\"%s\",\"path_groups\":[{\"paths\":["
                        .formatted(name, uuid, disk)
                + "{\"dev\":\"sda\",\"dev_t\":\"8:0\",\"dm_st\":\"active\","
                + "\"dev_st\":\"running\",\"chk_st\":\"ready\"}]}]}";
    }

    private void daemonWithMaps(String... maps) throws IOException {
        host.file(
                RecordedTools.DAEMON_FILE.substring(1),
                "{\"maps\":[" + String.join(",", maps) + "]}");
    }

    @Test
    void aMapThatOnlyTheDaemonTellsOfMakesTheTreeIncompleteUnlessTheKernelWasAsked()
            throws Exception {
        host.map(1, "mpath-2", "mpathb", host.scsiDisk(ONE + "/host0", 0));
        daemonWithMaps(daemonsMap("mpatha", "1", "dm-0"), daemonsMap("mpathb", "2", "dm-1"));
        assertThat(gaps(read())).singleElement().asString().contains("mpatha");
        host.file(
                RecordedTools.KERNEL_FILE.substring(1),
                "mpathb: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 A 0 0 1\n");
        assertThat(gaps(read())).isEmpty();
    }

    @Test
    void aDaemonThatKnowsNothingOfAMapMakesTheTreeIncomplete() throws Exception {
        host.map(1, "mpath-2", "mpathb", host.scsiDisk(ONE + "/host0", 0));
        daemonWithMaps();
        assertThat(gaps(read()))
                .containsExactly("/multipathd-show-maps.json does not tell of map mpathb");
    }

    @Test
    void aMapThatOnlyTheToolsTellOfMakesTheTreeIncompleteWhereSysfsShowsNone() throws Exception {
        host.scsiDisk(ONE + "/host0", 0);
        host.file(RecordedTools.KERNEL_FILE.substring(1), "");
        daemonWithMaps();
        assertThat(gaps(read())).isEmpty();

        daemonWithMaps(daemonsMap("mpatha", "1", "dm-0"));
        assertThat(gaps(read())).singleElement().asString().contains("mpatha");

        daemonWithMaps();
        host.file(
                RecordedTools.KERNEL_FILE.substring(1),
                "mpathb: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 A 0 0 1\n");
        assertThat(gaps(read())).singleElement().asString().contains("mpathb");
    }

    @Test
    void aMapIsFoundByTheNameThatDmsetupMakesOfIt() throws Exception {
        host.map(0, "mpath-1", "my\\x20map", host.scsiDisk(ONE + "/host0", 0));
        host.file(
                RecordedTools.KERNEL_FILE.substring(1),
                "my map: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 F 7 0 1\nempty: \n");
        List<DeviceNode> nodes = read();
        assertThat(gaps(nodes)).isEmpty();
        assertThat(RecordedHost.clients(nodes).get(0).paths())
                .extracting(path -> path.state())
                .containsExactly(PathState.FAULT);
    }

    @Test
    void aVolumeThatDmsetupNamesAndSysfsLacksIsMissedByItsName() throws Exception {
        host.map(0, "mpath-1", "mpatha", host.scsiDisk(ONE + "/host0", 0))
                .map(1, "part1-mpath-1", "my\\x20part", "/virtual/block/dm-0");
        String status = "mpatha: 0 8 multipath 2 0 0 0 1 1 A 0 1 2 8:0 A 7 0 1\n";
        host.file(RecordedTools.KERNEL_FILE.substring(1), status + "my part: 0 8 linear \n");
        assertThat(gaps(read())).isEmpty();

        host.file(
                RecordedTools.KERNEL_FILE.substring(1),
                status + "my part: 0 8 linear \nvg-lv: 0 8 linear \nvg-lv: 8 8 crypt \n");

        assertThat(gaps(read()))
                .containsExactly(
                        RecordedTools.KERNEL_FILE
                                + " tells of a device vg-lv, but no dm/name in sysfs has it");
    }
}
