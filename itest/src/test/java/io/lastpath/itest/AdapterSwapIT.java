// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.lastpath.management.CoordinatorMXBean;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.PhciMXBean;
import io.lastpath.rcm.Coordinator;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;

/** Adapters are swapped while the process, the coordinator and its users stay. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class AdapterSwapIT {
    private static final int SWAPS = 200;

    @Inject private BundleContext context;
    @Inject private ConfigurationAdmin configurations;
    @Inject private Coordinator coordinator;

    private final MpxioMXBean mpxio = House.bean("Mpxio", MpxioMXBean.class);

    @Configuration
    public Option[] framework() {
        return House.bundles();
    }

    @Before
    public void simulateAHost() throws Exception {
        House.simulate(configurations, "four-hba");
        awaitTree("simulation", 9);
    }

    @Test
    public void theModuleFollowsToAnotherAdapterAndBack() throws Exception {
        CoordinatorMXBean beans = House.bean("Coordinator", CoordinatorMXBean.class);
        House.bundle(context, House.SIM).stop();
        Await.until("stale without an adapter", mpxio::isStale);
        Await.until("unknown without an adapter", () -> verdict().equals("UNKNOWN"));
        assertEquals("the last table stays", 9, mpxio.getClientCount());

        Bundle other = start();
        awaitTree("itest", 2);
        Await.until("safe on the other host", () -> verdict().equals("SAFE"));
        Await.until("registrations of the four PHCIs", () -> beans.getResourceCount() == 4);

        House.bundle(context, House.SIM).start();
        Await.until(
                "the simulator stands by", () -> House.count("io.lastpath:type=DeviceTree,*") == 2);
        assertEquals("the better-ranked one stays in use", "itest", mpxio.getAdapter());
        other.uninstall();
        awaitTree("simulation", 9);
        Await.until("registrations of PHCIs and users", () -> beans.getResourceCount() == 8);
    }

    @Test
    public void twoHundredSwapsUnderLoadLoseNothingAndLeaveNothing() throws Exception {
        int threads = House.threads().size();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (SwapLoad load = SwapLoad.start(coordinator, mpxio, "itest-one", "itest-two")) {
            for (int swap = 0; swap < SWAPS; swap++) {
                swapOnce(loaders);
            }
            load.stop();
            assertEquals(List.of(), load.wrongAnswers());
            assertTrue("each host answered each thread: " + load, load.fewestCertainAnswers() > 0);
            assertTrue("each thread was served: " + load, load.fewestQueries() > SWAPS / 10);
            assertTrue("taken and kept: " + load, load.fewestDecisions() > 0);
            System.out.println("AdapterSwapIT: " + SWAPS + " swaps, " + load);
        }
        refresh();
        Await.until("threads are back to " + threads, () -> House.threads().size() <= threads);
        Await.until("at most one stale class loader", () -> House.alive(loaders) <= 1);
        assertEquals(List.of(), coordinator.drRequests());
    }

    private void swapOnce(List<WeakReference<ClassLoader>> loaders) throws Exception {
        Bundle other = start();
        loaders.add(new WeakReference<>(other.adapt(BundleWiring.class).getClassLoader()));
        awaitTree("itest", 2);
        other.uninstall();
        awaitTree("simulation", 9);
    }

    private Bundle start() throws Exception {
        Bundle other = context.installBundle("itest:adapter", AdapterBundle.open());
        other.start();
        return other;
    }

    private void refresh() throws BundleException {
        context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(null);
    }

    private void awaitTree(String adapter, int clients) {
        Await.until(
                clients + " clients of " + adapter,
                () ->
                        mpxio.getAdapter().equals(adapter)
                                && mpxio.getClientCount() == clients
                                && !mpxio.isStale());
    }

    private static String verdict() {
        return House.bean("Phci", "0000-02-00.0", PhciMXBean.class).getVerdict();
    }
}
