// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.lastpath.devinfo.PathState;
import io.lastpath.management.DeviceTreeMXBean;
import io.lastpath.management.LibdevinfoMXBean;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.SimulationMXBean;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;

/** The native adapter and the simulator take turns while the process and its users stay. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class NativeSwapIT {
    private static final int SWAPS = Integer.getInteger("lastpath.swaps", 100);
    private static final String NATIVE = "libdevinfo";
    private static final String SIMULATION = "simulation";

    @Inject private BundleContext context;
    @Inject private ConfigurationAdmin configurations;
    @Inject private Coordinator coordinator;

    private final MpxioMXBean mpxio = House.bean("Mpxio", MpxioMXBean.class);
    private final SimulationMXBean simulation = House.bean("Simulation", SimulationMXBean.class);
    private final LibdevinfoMXBean devinfo = House.bean("Libdevinfo", LibdevinfoMXBean.class);
    private Path library;

    @Configuration
    public Option[] framework() {
        return NativeHouse.bundles();
    }

    @Before
    public void showBothHosts() throws Exception {
        library = NativeHouse.library();
        NativeHouse.twoDisks().writeFor(library);
        House.bundle(context, House.DEVINFO).start(); // a test that failed may have left it stopped
        simulation.load("four-hba");
        NativeHouse.choose(configurations, "");
        NativeHouse.load(configurations, library);
        Await.until("the library", () -> devinfo.getLibraryFile().equals(library.toString()));
        Await.until("no choice", () -> mpxio.useAdapter("").contains("by its ranking"));
        awaitTree(NATIVE, 2);
    }

    @Test
    public void theBetterRankedOneIsInUseAndTheOtherStandsBy() {
        DeviceTreeMXBean inUse = House.bean("DeviceTree", NATIVE, DeviceTreeMXBean.class);
        DeviceTreeMXBean other = House.bean("DeviceTree", SIMULATION, DeviceTreeMXBean.class);

        Await.until("in use", () -> inUse.getRole().equals("in use")); // shown after the table
        Await.until("standing by", () -> other.getRole().equals("standing by"));
        assertTrue(inUse.getRanking() > other.getRanking());
        assertEquals("this host through " + library, inUse.getDescription());
        Await.until("no read", () -> inUse.getReadsUnderWay() == 0);
    }

    @Test
    public void theyAreSwappedByBundleStopByConfigurationAndByName() throws Exception {
        Bundle devinfo = House.bundle(context, House.DEVINFO);
        devinfo.stop();
        awaitTree(SIMULATION, 9);
        devinfo.start();
        awaitTree(NATIVE, 2);

        NativeHouse.choose(configurations, SIMULATION);
        awaitTree(SIMULATION, 9);
        assertTrue(House.bean("DeviceTree", SIMULATION, DeviceTreeMXBean.class).isChosen());
        NativeHouse.choose(configurations, "");
        awaitTree(NATIVE, 2);

        mpxio.useAdapter(SIMULATION);
        awaitTree(SIMULATION, 9);
        assertEquals(SIMULATION, mpxio.getChosenAdapter());
        assertThrows(IllegalArgumentException.class, () -> mpxio.useAdapter("nobody"));
        mpxio.useAdapter(NATIVE);
        awaitTree(NATIVE, 2);
        mpxio.useAdapter(" ");
        assertEquals("", mpxio.getChosenAdapter());
    }

    @Test
    public void whoSwapsUnderADrRequestIsToldWhereItEnds() throws Exception {
        RcmHandle handle =
                coordinator.open(
                        Intent.of(Initiator.process(ProcessHandle.current().pid()), "swap"));
        List<String> second = List.of("/devices/pci0000:00/0000:00:04.0/0000:02:00.0");
        assertTrue(handle.requestOffline(second, RcmFlags.NONE).isSuccess());

        String answer = mpxio.useAdapter(SIMULATION);
        mpxio.useAdapter("");
        awaitTree(NATIVE, 2);

        assertTrue(
                answer,
                answer.endsWith(
                        "; 1 DR request is open on the host of adapter libdevinfo: end it there"));
        assertTrue(handle.notifyOnline(second, RcmFlags.NONE).isSuccess());
        assertEquals(
                "adapter simulation is in use, whatever its ranking", mpxio.useAdapter(SIMULATION));
    }

    @Test
    public void aChangeOfTheHostIsSeenWithoutAnybodyAsking() throws Exception {
        NativeHouse.poll(configurations, library, 1);
        Await.until("judged", () -> previews().get(1).startsWith("SAFE "));

        String second = "/pci0000:00/0000:00:04.0/0000:02:00.0";
        int online = PathState.ONLINE.number();
        NativeHouse.twoDisks().client("/itest/three").path(second, online, "").writeFor(library);

        awaitTree(NATIVE, 3);
        Await.until(
                () -> "another verdict than " + previews().get(1),
                () -> previews().get(1).contains("/itest/three"));
    }

    @Test
    public void nobodyTakesThePlaceOfAChosenAdapterThatLeaves() throws Exception {
        mpxio.useAdapter(NATIVE);
        House.bundle(context, House.DEVINFO).stop();

        Await.until("stale without the chosen one", mpxio::isStale);
        assertEquals("", mpxio.getAdapter());
        assertEquals("the last table stays", 2, mpxio.getClientCount());
        assertTrue(mpxio.getStaleReason(), mpxio.getStaleReason().contains("which was chosen"));

        House.bundle(context, House.DEVINFO).start();
        awaitTree(NATIVE, 2);
    }

    @Test
    public void aRecordingOfTheNativeHostShowsTheSameInTheSimulator() throws Exception {
        Path file = House.folder().resolve("recorded.json");
        NativeHouse.twoDisks().pathWithoutPhci(PathState.ONLINE.number(), "").writeFor(library);
        mpxio.refresh();
        Await.until("judged", () -> previews().get(0).contains("/srv/one"));
        List<String> seen = previews();
        String groups = mpxio.getGroups().toString();
        String clients = clients();

        String answer = simulation.record(file.toString());
        simulation.load(file.toString());
        mpxio.useAdapter(SIMULATION);
        awaitTree(SIMULATION, 2);

        assertTrue(answer, answer.contains("2 clients, 6 paths and 1 consumer "));
        Await.until("the same groups", () -> mpxio.getGroups().toString().equals(groups));
        Await.until(() -> "not " + clients + " but " + clients(), () -> clients().equals(clients));
        Await.until(() -> "the same verdicts: " + previews(), () -> previews().equals(seen));
    }

    /** Each client with its paths, without the host's own words for an error. */
    private String clients() {
        return mpxio.getClients().toString().replaceAll(": [A-Z][a-z ]+ \\(errno \\d+\\)", "");
    }

    /** What the loss of each HBA would do, without when that was read. */
    private List<String> previews() {
        return mpxio.getPhcis().stream()
                .map(phci -> mpxio.previewData(phci.id()))
                .map(preview -> preview.verdict() + " " + preview.impact())
                .toList();
    }

    @Test
    public void swapsUnderLoadLoseNothingAndLeaveNothing() throws Exception {
        int threads = House.threads().size();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (SwapLoad load = SwapLoad.start(coordinator, mpxio, NativeHouse.ONE, NativeHouse.TWO)) {
            for (int swap = 0; swap < SWAPS; swap++) {
                swapOnce(swap, loaders);
            }
            load.stop();
            assertEquals(List.of(), load.wrongAnswers());
            assertTrue("each host answered each thread: " + load, load.fewestCertainAnswers() > 0);
            assertTrue("queries were answered: " + load, load.fewestCertainQueries() > 0);
            assertTrue("taken and kept: " + load, load.fewestDecisions() > 0);
            assertTrue("several at once: " + load, load.queriesAtOnce() > 0);
            System.out.println("NativeSwapIT: " + SWAPS + " swaps, " + load);
        }
        Await.until("threads as before", () -> House.threads().size() <= threads);
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

    /** From the native adapter to the simulator and back, in one of four ways. */
    private void swapOnce(int swap, List<WeakReference<ClassLoader>> loaders) throws Exception {
        Bundle devinfo = House.bundle(context, House.DEVINFO);
        switch (swap % 4) {
            case 0 -> {
                devinfo.stop();
                awaitTree(SIMULATION, 9);
                devinfo.start();
            }
            case 1 -> {
                NativeHouse.choose(configurations, SIMULATION);
                awaitTree(SIMULATION, 9);
                NativeHouse.choose(configurations, "");
            }
            case 2 -> {
                mpxio.useAdapter(SIMULATION);
                awaitTree(SIMULATION, 9);
                mpxio.useAdapter("");
            }
            default -> {
                loaders.add(
                        new WeakReference<>(devinfo.adapt(BundleWiring.class).getClassLoader()));
                devinfo.uninstall();
                awaitTree(SIMULATION, 9);
                context.installBundle(devinfo.getLocation()).start();
            }
        }
        awaitTree(NATIVE, 2);
    }

    @Test
    public void aReadThatHangsLeavesTheTableStaleAndIsReportedUntilItComesBack() throws Exception {
        Path hang = library.resolveSibling("hang");
        DeviceTreeMXBean adapter = House.bean("DeviceTree", NATIVE, DeviceTreeMXBean.class);
        NativeHouse.limitReads(configurations, 100, NATIVE);
        Await.until("configured", () -> mpxio.getChosenAdapter().equals(NATIVE));
        Files.createFile(hang);
        NativeHouse.twoDisks().hangInit(hang).writeFor(library);
        try {
            assertUnread("within 100 ms|no other one begins before"); // who came first, it or us
            assertEquals(2, mpxio.getClientCount());
            Await.until("one read", () -> adapter.getReadsUnderWay() == 1);
            Await.until("as long as it hangs", () -> devinfo.getReadingMillis() >= 100);

            assertUnread("no other one begins before");
            Await.until("still one read", () -> adapter.getReadsUnderWay() == 1);
        } finally {
            Files.delete(hang);
        }

        awaitTree(NATIVE, 2); // nobody had to ask for it
        Await.until("no read", () -> adapter.getReadsUnderWay() == 0);
        assertEquals("", devinfo.getReadingSince());
    }

    /** Reads, with a module that registers and reads as well whenever it likes. */
    private void assertUnread(String reason) {
        String failure = assertThrows(IllegalStateException.class, mpxio::refresh).getMessage();
        assertTrue(failure, Pattern.compile(reason).matcher(failure).find());
        assertTrue(mpxio.isStale());
        String stale = mpxio.getStaleReason();
        assertTrue(stale, Pattern.compile(reason).matcher(stale).find());
    }

    private void awaitTree(String adapter, int clients) {
        Await.until(
                () ->
                        clients
                                + " clients of "
                                + adapter
                                + ", not "
                                + mpxio.getClientCount()
                                + " of "
                                + mpxio.getAdapter()
                                + " "
                                + mpxio.getStaleReason(),
                () ->
                        mpxio.getAdapter().equals(adapter)
                                && mpxio.getClientCount() == clients
                                && !mpxio.isStale());
    }
}
