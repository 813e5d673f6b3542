// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerMethod;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** The adapter for Linux in a framework, beside the simulator. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerMethod.class)
public class LinuxIT {

    /** The HBAs that lead to the swap area of the recorded host, and those to a file system. */
    private static final String SWAP =
            "/pci0000:00/0000:00:05.0/0000:03:00.0 /pci0000:00/0000:00:06.0/0000:04:00.0";

    private static final String ONE =
            "/pci0000:00/0000:00:03.0/0000:01:00.0 /pci0000:00/0000:00:04.0/0000:02:00.0";

    /** What is removed from this host is not back because a recorded one shows it. */
    private static final String PLAYED = "(&(lastpath.adapter=linux)(lastpath.played=true))";

    @Inject private BundleContext context;
    @Inject private Coordinator coordinator;
    @Inject private ConfigurationAdmin configurations;

    @Configuration
    public Option[] framework() {
        return CoreOptions.options(
                CoreOptions.composite(House.bundles()), House.bundle("linux-bundle"));
    }

    private void show(Path root) throws IOException {
        Dictionary<String, Object> settings = new Hashtable<>();
        settings.put("root", root.toString());
        configurations.getConfiguration("io.lastpath.linux", "?").update(settings);
    }

    private static Path unpack(String host) throws Exception {
        Path root = House.folder();
        Path archive = Path.of("..", "linux-bundle/src/test/resources/hosts", host, "tree.tar.gz");
        Process tar =
                new ProcessBuilder(
                                "tar",
                                "xzf",
                                archive.toString(),
                                "--exclude=*/queue",
                                "-C",
                                root.toString())
                        .start();
        assertEquals(0, tar.waitFor());
        return root;
    }

    @Test
    public void theRootCanBeChangedWhileItRuns() throws Exception {
        MpxioMXBean mpxio = House.bean("Mpxio", MpxioMXBean.class);

        show(unpack("two-hba"));
        Await.until("four maps", () -> !mpxio.isStale() && mpxio.getClientCount() == 4);
        show(unpack("nvme"));
        Await.until("ten paths", () -> !mpxio.isStale() && mpxio.getPathCount() == 10);
        assertEquals("linux", mpxio.getAdapter());
        assertEquals(1, context.getServiceReferences(DeviceTreeSource.class, PLAYED).size());
    }

    @Test
    public void aFolderWithoutAHostIsAFailedReadThatNamesIt() throws Exception {
        MpxioMXBean mpxio = House.bean("Mpxio", MpxioMXBean.class);
        Path empty = House.folder();

        show(empty);

        Await.until(
                "the reason",
                () ->
                        mpxio.getStaleReason().contains(empty.toString())
                                && mpxio.getStaleReason().contains("sys/block is missing"));
    }

    @Test
    public void aScenarioOutranksTheHostAndTheHostTakesOverAgain() throws Exception {
        MpxioMXBean mpxio = House.bean("Mpxio", MpxioMXBean.class);
        show(unpack("two-hba"));
        Await.until("the recorded host", () -> mpxio.getClientCount() == 4);

        House.simulate(configurations, "four-hba");
        Await.until("the scenario", () -> mpxio.getAdapter().equals("simulation"));
        House.bundle(context, House.SIM).stop();
        Await.until("the recorded host", () -> mpxio.getAdapter().equals("linux"));
    }

    @Test
    public void whoUsesADiskIsNotKnownWithoutTheModulesThatLook() throws Exception {
        MpxioMXBean mpxio = House.bean("Mpxio", MpxioMXBean.class);
        Bundle consumers = House.bundle(context, House.CONSUMERS);
        consumers.stop();
        show(unpack("four-hba"));
        Await.until("the recorded host", () -> mpxio.getClientCount() == 9 && !mpxio.isStale());

        String alone = mpxio.preview(SWAP);
        RcmReply refused = offline(RcmFlags.NONE);

        assertTrue(alone, alone.startsWith("UNKNOWN: module host is not in service: "));
        assertFalse(alone, alone.contains("used by nobody"));
        assertEquals(refused.toString(), RcmResult.FAILURE, refused.result());
        assertEquals(refused.toString(), Verdict.UNKNOWN, refused.verdict());
        assertEquals(List.of(), coordinator.drRequests());

        consumers.start();
        Await.until("who uses it", () -> mpxio.preview(SWAP).startsWith("SYSTEM_CRITICAL: "));
        assertEquals(RcmResult.FAILURE, offline(RcmFlags.QUERY).result());
    }

    @Test
    public void aDiskThatTheModulesDoNotFindIsUnknownUntilTheyDo() throws Exception {
        MpxioMXBean mpxio = House.bean("Mpxio", MpxioMXBean.class);
        Path host = unpack("four-hba");
        Path link = host.resolve("sys/block/dm-7");
        Path target = Files.readSymbolicLink(link);
        Files.delete(link);
        show(host);
        Await.until("the recorded host", () -> mpxio.getClientCount() == 9 && !mpxio.isStale());
        Await.until("the modules", () -> mpxio.preview(ONE).startsWith("DATA_CRITICAL: "));

        String hidden = mpxio.preview(SWAP);
        Files.createSymbolicLink(link, target);

        assertTrue(hidden, hidden.startsWith("UNKNOWN: module host has not registered for mpathh"));
        Await.until("who uses it", () -> mpxio.preview(SWAP).startsWith("SYSTEM_CRITICAL: "));
    }

    private RcmReply offline(RcmFlags flags) {
        Intent intent = Intent.of(Initiator.process(1), "test");
        List<String> phcis = Stream.of(SWAP.split(" ")).map(one -> "/devices" + one).toList();
        return coordinator.open(intent).requestOffline(phcis, flags);
    }

    @Test
    public void nothingIsLeftWhenTheBundleStops() throws Exception {
        show(unpack("two-hba"));
        Await.until(
                "the adapter", () -> context.getServiceReference(DeviceTreeSource.class) != null);

        House.bundle(context, House.LINUX).stop();

        Await.until(
                "no adapter", () -> context.getServiceReference(DeviceTreeSource.class) == null);
        Await.until("no thread that follows", () -> !hasThread("lastpath-linux-watch"));
    }

    private static boolean hasThread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(name));
    }
}
