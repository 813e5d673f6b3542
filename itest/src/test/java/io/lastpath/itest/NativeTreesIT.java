// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.options;

import io.lastpath.management.LibdevinfoMXBean;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.PhciData;
import io.lastpath.management.SimulationMXBean;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Device trees of the vectors, through the simulator and through the native adapter, in the same
 * running house: the coordinator, its registrations and its answers are the real ones.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class NativeTreesIT {
    private static final String FOLDER = "lastpath.itest.trees";

    /** Every so many trees are read: each is loaded and judged twice. */
    private static final int EVERY = Integer.getInteger("lastpath.trees.every", 1);

    /** In every so many trees a PHCI is taken out of use for real: each takes its time. */
    private static final int TAKEN_OUT_OF = 20;

    /** Reasons that the native library gives, and that a scenario has no place for. */
    private static final List<String> REASONS =
            List.of(": Invalid argument (errno 22)", ": No such device or address (errno 6)");

    @Inject private BundleContext context;
    @Inject private ConfigurationAdmin configurations;
    @Inject private Coordinator coordinator;

    private final MpxioMXBean mpxio = House.bean("Mpxio", MpxioMXBean.class);
    private final LibdevinfoMXBean devinfo = House.bean("Libdevinfo", LibdevinfoMXBean.class);
    private final SimulationMXBean simulation = House.bean("Simulation", SimulationMXBean.class);

    @Configuration
    public Option[] framework() throws IOException {
        Path trees = House.folder();
        VectorTrees.write(trees);
        return options(
                composite(NativeHouse.bundles()),
                frameworkProperty(FOLDER).value(trees.toString()));
    }

    @Test
    public void eachTreeComesToTheSameThroughTheSimulatorAndThroughLibdevinfo() throws Exception {
        Path library = NativeHouse.library();
        NativeHouse.twoDisks().writeFor(library);
        NativeHouse.load(configurations, library);
        Await.until("the library", () -> devinfo.getLibraryFile().equals(library.toString()));
        Path trees = Path.of(context.getProperty(FOLDER));
        int same = 0;
        int tried = 0;
        for (int number = 0; Files.exists(trees.resolve(number + ".json")); number += EVERY) {
            tried++;
            if (!simulates(trees.resolve(number + ".json"))) {
                continue; // no scenario: NativeDriveTest has it
            }
            mpxio.useAdapter("simulation");
            boolean takesOut = number % TAKEN_OUT_OF == 0;
            String simulated = results("simulation", takesOut);
            show(trees.resolve(number + ".topology"), library);
            mpxio.useAdapter("libdevinfo");
            assertEquals("tree " + number, simulated, results("libdevinfo", takesOut));
            same++;
        }
        System.out.println("NativeTreesIT: " + same + " of " + tried + " trees");
        assertTrue(same + " of " + tried + " trees", same > tried * 9 / 10);
    }

    private boolean simulates(Path scenario) {
        try {
            simulation.load(scenario.toString());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void show(Path topology, Path library) throws IOException {
        Path shown = library.resolveSibling(library.getFileName() + ".topology");
        Files.copy(topology, shown, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Groups, clients, verdicts, and what the coordinator answers for each PHCI. */
    private String results(String adapter, boolean takesOut) {
        String refreshed = mpxio.refresh();
        long table = Long.parseLong(refreshed.split(" ")[1]);
        Await.until("judged", () -> mpxio.getTableSequence() >= table && !mpxio.isStale());
        assertEquals(adapter, mpxio.getAdapter());
        StringBuilder results = new StringBuilder();
        for (PhciData phci : mpxio.getPhcis()) {
            String resource = "/devices" + phci.devicePath();
            results.append(answer(query(resource))).append(answer(info(resource)));
        }
        mpxio.getPhcis().stream()
                .filter(phci -> takesOut)
                .findFirst()
                .ifPresent(phci -> results.append(takenOut("/devices" + phci.devicePath())));
        results.append(mpxio.getGroups());
        results.append(mpxio.getClients());
        results.append(mpxio.getUnreadableCount());
        mpxio.getPhcis().forEach(phci -> results.append(mpxio.previewData(phci.id()).report()));
        String same = results.toString();
        for (String reason : REASONS) {
            same = same.replace(reason, "");
        }
        return same;
    }

    private RcmReply query(String resource) {
        return coordinator.open(intent()).requestOffline(List.of(resource), RcmFlags.QUERY);
    }

    private RcmReply info(String resource) {
        return coordinator.open(intent()).inspect(List.of(resource), RcmFlags.INCLUDE_DEPENDENT);
    }

    /** Taken out of use for real, looked at, and brought back. */
    private String takenOut(String resource) {
        RcmHandle handle = coordinator.open(intent());
        List<String> one = List.of(resource);
        return answer(handle.requestOffline(one, RcmFlags.NONE))
                + answer(info(resource))
                + answer(handle.notifyOnline(one, RcmFlags.NONE))
                + answer(info(resource));
    }

    private static Intent intent() {
        return Intent.of(Initiator.process(ProcessHandle.current().pid()), "trees");
    }

    private static String answer(RcmReply reply) {
        StringBuilder answer = new StringBuilder(reply.result() + " " + reply.verdict() + "\n");
        reply.tuples()
                .forEach(
                        tuple ->
                                answer.append(tuple.resource())
                                        .append(' ')
                                        .append(tuple.module())
                                        .append(' ')
                                        .append(tuple.state())
                                        .append(' ')
                                        .append(tuple.info())
                                        .append(tuple.error())
                                        .append(tuple.severity(Verdict.SAFE))
                                        .append('\n'));
        return answer.toString();
    }
}
