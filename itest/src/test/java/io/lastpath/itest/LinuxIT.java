// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.junit.Assert.assertEquals;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.management.MpxioMXBean;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerMethod;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** The adapter for Linux in a framework, beside the simulator. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerMethod.class)
public class LinuxIT {

    @Inject private BundleContext context;
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
        Path root = Files.createTempDirectory(Path.of("target"), "lastpath-linux").toAbsolutePath();
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
    }

    @Test
    public void aFolderWithoutAHostIsAFailedReadThatNamesIt() throws Exception {
        MpxioMXBean mpxio = House.bean("Mpxio", MpxioMXBean.class);
        Path empty =
                Files.createTempDirectory(Path.of("target"), "lastpath-linux").toAbsolutePath();

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
