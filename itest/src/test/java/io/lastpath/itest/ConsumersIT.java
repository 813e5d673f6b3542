// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/** Who uses the disks of a recorded Linux host is asked by the real coordinator. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ConsumersIT extends RecordedUsers {

    @Test
    public void aPreviewNamesWhoWouldBeHurt() {
        Await.until(
                "the mounted file system",
                () ->
                        says(
                                RecordedTree.ONE,
                                "DATA_CRITICAL: ",
                                "DATA_CRITICAL filesys /devices/virtual/block/dm-0:"
                                        + " ext4 file system mounted at /srv/one on mpatha",
                                "open files of processes were not recorded"));
        Await.until(
                "the swap area",
                () ->
                        says(
                                RecordedTree.TWO,
                                "SYSTEM_CRITICAL: ",
                                "swap /devices/virtual/block/dm-6: swap on mpathg"));
    }

    @Test
    public void theyAnswerWhileTheirAdapterIsInUseWhateverItsRanking() {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(DeviceTreeSource.ADAPTER, "better");
        properties.put(Constants.SERVICE_RANKING, 200);
        ServiceRegistration<DeviceTreeSource> better =
                context.registerService(DeviceTreeSource.class, new RecordedTree(), properties);
        try {
            Await.until("they leave with their adapter", () -> !modules().contains("host"));

            mpxio.useAdapter("linux");

            Await.until("they come back with it", () -> modules().containsAll(MODULES));
            Await.until("they answer", () -> says(RecordedTree.ONE, "DATA_CRITICAL", "/srv/one"));
        } finally {
            better.unregister();
            mpxio.useAdapter("");
        }
    }

    @Test
    public void whoUsesADiskRefusesToLetItGo() {
        // The settings may still be on their way: then the modules leave and come once more.
        AtomicReference<RcmReply> last = new AtomicReference<>();
        Await.until(
                () -> "a refusal of the file system's: " + last.get(),
                () -> isRefused(last, "/srv/one is mounted"));

        assertEquals(List.of(), coordinator.drRequests());
    }

    private boolean isRefused(AtomicReference<RcmReply> last, String error) {
        Intent intent = Intent.of(Initiator.process(1), "test");
        List<String> phci = List.of("/devices" + RecordedTree.ONE);
        RcmReply reply = coordinator.open(intent).requestOffline(phci, RcmFlags.QUERY);
        last.set(reply);
        assertFalse(reply.toString(), reply.isSuccess());
        return reply.tuples().stream().map(InfoTuple::error).anyMatch(error::equals);
    }

    @Test
    public void aDiskInNoMapBelowAPhciIsNamedAndItsUserRefuses() throws Exception {
        String lun = "devices" + RecordedTree.ONE + "/virtio2/host0/target0:0:0/0:0:0:9/block/sdz";
        Path disk = Files.createDirectories(host.resolve("sys").resolve(lun));
        Files.createDirectories(disk.resolve("holders"));
        Files.createDirectories(disk.resolve("slaves"));
        Files.writeString(disk.resolve("dev"), "65:144\n");
        Files.createSymbolicLink(host.resolve("sys/block/sdz"), Path.of("..", lun));
        Path mounts = host.resolve("proc/self/mountinfo");
        String before = Files.readString(mounts).replaceAll("(?m)^.* /srv/one .*\n", "");
        write(mounts, before + "190 25 65:144 / /usr rw - ext4 /dev/sdz rw\n");

        String carried = "also carries sdz, outside of multipathing: ext4 file system mounted at";
        Await.until("named", () -> says(RecordedTree.ONE, "SYSTEM_CRITICAL: ", carried));

        Intent intent = Intent.of(Initiator.process(1), "test");
        List<String> phci = List.of("/devices" + RecordedTree.ONE);
        RcmReply reply = coordinator.open(intent).requestOffline(phci, RcmFlags.NONE);
        assertEquals(reply.toString(), RcmResult.FAILURE, reply.result());
        assertTrue(
                reply.toString(),
                reply.tuples().stream().map(InfoTuple::error).anyMatch("/usr is mounted"::equals));
        assertEquals(List.of(), coordinator.drRequests());
    }

    @Test
    public void whatIsUnmountedIsForgottenAndWhatIsMountedIsFound() throws Exception {
        Path mounts = host.resolve("proc/self/mountinfo");
        String before = Files.readString(mounts);
        Await.until("mounted", () -> says(RecordedTree.ONE, "DATA_CRITICAL", "/srv/one"));

        write(mounts, before.replaceAll("(?m)^.* /srv/one .*\n", ""));
        Await.until("nobody is hurt", () -> says(RecordedTree.ONE, "DEGRADED: "));
        assertFalse(says(RecordedTree.ONE, "/srv/one"));

        write(mounts, before + "190 25 253:3 / /boot rw - ext4 /dev/mapper/mpathd rw\n");
        Await.until("the boot disk", () -> says(RecordedTree.ONE, "SYSTEM_CRITICAL", "/boot"));
    }

    @Test
    public void theOverviewKeepsNothingOfAMomentInWhichSomebodyAsked() throws Exception {
        Path mounts = host.resolve("proc/self/mountinfo");
        String before = Files.readString(mounts);
        Await.until("mounted", () -> overviewSays("DATA_CRITICAL"));
        Intent intent = Intent.of(Initiator.process(1), "test");
        List<String> phci = List.of("/devices" + RecordedTree.ONE);

        write(mounts, before.replaceAll("(?m)^.* /srv/one .*\n", ""));
        coordinator.open(intent).requestOffline(phci, RcmFlags.QUERY);
        Await.until("nobody is hurt", () -> overviewSays("DEGRADED"));
        write(mounts, before);

        Await.until("mounted again", () -> overviewSays("DATA_CRITICAL"));
        assertEquals(List.of(), coordinator.drRequests());
    }

    @Test
    public void aMirrorOverTwoHbasIsCriticalOnlyIfBothGoOrTheOtherHalfHasFailed() throws Exception {
        Path array = Files.createDirectories(host.resolve("sys/devices/virtual/block/md0/md"));
        for (String[] one :
                new String[][] {
                    {"array_state", "clean"},
                    {"level", "raid1"},
                    {"raid_disks", "2"},
                    {"degraded", "0"},
                    {"resync_start", "none"},
                    {"../dev", "9:0"}
                }) {
            Files.writeString(array.resolve(one[0]), one[1] + "\n");
        }
        Files.createDirectories(array.resolve("../holders").normalize());
        Path slaves = Files.createDirectories(array.resolve("../slaves").normalize());
        for (String member : List.of("dm-3", "dm-4")) {
            Path folder = Files.createDirectories(array.resolve("dev-" + member));
            Files.writeString(folder.resolve("state"), "in_sync\n");
            Files.createSymbolicLink(slaves.resolve(member), Path.of("../../" + member));
        }
        write(
                host.resolve("proc/swaps"),
                "Filename\tType\tSize\tUsed\tPriority\n"); // or the swap area is the gravest
        write(
                host.resolve("proc/self/mountinfo"),
                "25 1 254:0 / / rw - ext4 /dev/vda rw\n"
                        + "26 25 9:0 / /mirror rw - ext4 /dev/md0 rw\n");
        Files.createSymbolicLink(
                host.resolve("sys/block/md0"), Path.of("../devices/virtual/block/md0"));
        String mirror = "ext4 file system mounted at /mirror on md0 on mpathd";

        Await.until("one half", () -> says(RecordedTree.ONE, "DEGRADED: ", mirror, "lives on"));
        Await.until("the other", () -> says(RecordedTree.TWO, "DEGRADED: ", "md0 on mpathe"));
        String both = RecordedTree.ONE + " " + RecordedTree.TWO;
        Await.until("both", () -> says(both, "DATA_CRITICAL: ", mirror));
        assertFalse(says(both, "lives on"));

        Intent intent = Intent.of(Initiator.process(1), "test");
        List<String> card = List.of("/devices" + RecordedTree.ONE, "/devices" + RecordedTree.TWO);
        RcmReply one = coordinator.open(intent).requestOffline(card.subList(0, 1), RcmFlags.QUERY);
        assertEquals(one.toString(), RcmResult.SUCCESS, one.result());
        RcmReply all = coordinator.open(intent).requestOffline(card, RcmFlags.QUERY);
        assertEquals(all.toString(), RcmResult.FAILURE, all.result());

        recorded.fail("dm-4");
        mpxio.refresh();
        Await.until("the last half", () -> says(RecordedTree.ONE, "DATA_CRITICAL: ", mirror));
        assertFalse(says(RecordedTree.ONE, "mpathe"));
        RcmReply last = coordinator.open(intent).requestOffline(card.subList(0, 1), RcmFlags.NONE);
        assertEquals(last.toString(), RcmResult.FAILURE, last.result());
        assertEquals(List.of(), coordinator.drRequests());
    }
}
