// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemPackage;

import io.lastpath.management.MpxioMXBean;
import io.lastpath.rcm.Coordinator;
import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;

/** The native adapter comes and goes with its jar in the hot-deploy folder. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class NativeDeployIT {
    private static final String FOLDER = "felix.fileinstall.dir";
    private static final int ROUNDS = Integer.getInteger("lastpath.deploys", 3);

    @Inject private BundleContext context;
    @Inject private ConfigurationAdmin configurations;
    @Inject private Coordinator coordinator;

    private final MpxioMXBean mpxio = House.bean("Mpxio", MpxioMXBean.class);

    @Configuration
    public Option[] framework() throws IOException {
        Path deploy = House.folder();
        return options(
                composite(House.bundles()),
                House.bundle("jna"),
                systemPackage("io.lastpath.devinfo.standin"),
                frameworkProperty(FOLDER).value(deploy.toString()),
                frameworkProperty("felix.fileinstall.poll").value("100"),
                frameworkProperty("felix.fileinstall.tmpdir").value(deploy + ".tmp"),
                frameworkProperty("felix.fileinstall.log.default").value("none"),
                House.bundle("org.apache.felix.fileinstall"));
    }

    @Test
    public void aDroppedJarIsReadAndADeletedOneIsReplacedByTheSimulatorUnderLoad()
            throws Exception {
        Path library = NativeHouse.library();
        NativeHouse.twoDisks().writeFor(library);
        House.simulate(configurations, "four-hba");
        NativeHouse.load(configurations, library);
        awaitTree("simulation", 9);
        Path jar = Path.of(context.getProperty(FOLDER)).resolve("devinfo-bundle.jar");

        int threads = House.threads().size();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (SwapLoad load = SwapLoad.start(coordinator, mpxio, NativeHouse.ONE, NativeHouse.TWO)) {
            for (int round = 0; round < ROUNDS; round++) {
                drop(jar);
                awaitTree("libdevinfo", 2);
                load.awaitAnswersOfOther(round + 1);
                loaders.add(new WeakReference<>(loader()));
                Files.delete(jar);
                awaitTree("simulation", 9);
            }
            load.stop();
            assertEquals(List.of(), load.wrongAnswers());
            assertTrue("each host answered each thread: " + load, load.fewestCertainAnswers() > 0);
            assertTrue("queries were answered: " + load, load.fewestCertainQueries() > 0);
        }
        Await.until("threads as before", () -> House.threads().size() <= threads);
        drop(jar);
        awaitTree("libdevinfo", 2);
        context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(null);
        Await.until(
                () -> "no stale class loader beyond one, but " + House.alive(loaders),
                () -> letGo(loaders) <= 1);
    }

    /** JNA lets go of a callback that is no more when it is given the next one: with a read. */
    private long letGo(List<WeakReference<ClassLoader>> loaders) {
        long alive = House.alive(loaders);
        mpxio.refresh();
        return alive;
    }

    private ClassLoader loader() {
        return House.bundle(context, House.DEVINFO).adapt(BundleWiring.class).getClassLoader();
    }

    /** Under another name first, so that it arrives whole. */
    private static void drop(Path jar) throws IOException {
        File built = House.jar("devinfo-bundle");
        Path beside = jar.resolveSibling(".arriving");
        Files.copy(built.toPath(), beside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    private void awaitTree(String adapter, int clients) {
        Await.until(
                clients + " clients of " + adapter,
                () ->
                        mpxio.getAdapter().equals(adapter)
                                && mpxio.getClientCount() == clients
                                && !mpxio.isStale());
    }
}
