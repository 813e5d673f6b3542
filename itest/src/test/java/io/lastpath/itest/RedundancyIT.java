// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** A mirror over two HBAs that loses and regains its other half, as nobody asks about it. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class RedundancyIT extends RecordedUsers {

    private static final String FOLDER = "sys/devices/virtual/block/md9";
    private static final String HALF = "dm-3";
    private static final String OTHER = "dm-4";

    /** What an HBA carries beside the mirror is less grave than the mirror. */
    private static final String WITH_BOTH_HALVES = "DATA_CRITICAL";

    private static final String WITH_ONE_HALF = "SYSTEM_CRITICAL";

    @Before
    public void mirrorUsrOverBothHbas() throws Exception {
        set("md/array_state", "clean");
        set("md/level", "raid1");
        set("md/raid_disks", "2");
        set("md/layout", "0");
        set("md/degraded", "0");
        set("md/resync_start", "none");
        set("dev", "9:9");
        Files.createDirectories(host.resolve(FOLDER).resolve("holders"));
        for (String member : List.of(HALF, OTHER)) {
            set("md/dev-" + member + "/state", "in_sync");
            link(FOLDER + "/slaves/" + member, "../../" + member);
            link("sys/devices/virtual/block/" + member + "/holders/md9", "../../md9");
        }
        link("sys/dev/block/9:9", "../../devices/virtual/block/md9");
        link("sys/block/md9", "../devices/virtual/block/md9");
        Path mounts = host.resolve("proc/self/mountinfo");
        String line = "99 25 9:9 / /usr rw,relatime shared:1 - xfs /dev/md9 rw\n";
        write(mounts, Files.readString(mounts) + line);
        Await.until(
                "the overview knows it",
                () -> mpxio.getAudit().toString().contains("/usr on md9 on mpathd, which lives"));
        Await.until("it lives on", () -> overviewSays(WITH_BOTH_HALVES));
    }

    private void set(String file, String text) throws IOException {
        Path at = host.resolve(FOLDER).resolve(file);
        Files.createDirectories(at.getParent());
        write(at, text + "\n");
    }

    private void link(String path, String target) throws IOException {
        Path link = host.resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    @Test
    public void theOverviewFollowsAMirrorThatLosesItsOtherHalfAndIsWholeAgain() throws Exception {
        set("md/dev-" + OTHER + "/state", "faulty");
        set("md/degraded", "1");
        Await.until("no half is spare", () -> overviewSays(WITH_ONE_HALF));

        set("md/dev-" + OTHER + "/state", "in_sync");
        set("md/degraded", "0");
        Await.until("it is whole again", () -> overviewSays(WITH_BOTH_HALVES));
    }

    @Test
    public void theOverviewFollowsTheScsiHostOfTheOtherHalf() throws Exception {
        Path disk = host.resolve("sys/block/sdb").toRealPath();
        while (!disk.getFileName().toString().equals("host0")) {
            disk = disk.getParent();
        }
        Path state = disk.resolve("scsi_host/host0/state");

        write(state, "recovery\n");
        Await.until("no half is spare", () -> overviewSays(WITH_ONE_HALF));

        write(state, "running\n");
        Await.until("both are there again", () -> overviewSays(WITH_BOTH_HALVES));
    }
}
