// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.Poll;
import io.lastpath.launcher.internal.connect.HostAdapters;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import io.lastpath.management.DrRequestData;
import io.lastpath.management.MpxioMXBean;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Loads a scenario. */
@Command(name = "load", description = "Have the simulator show another host.")
final class LoadCommand extends InstanceCommand {

    private static final Duration ADAPTER_LIMIT = Duration.ofSeconds(2);

    @Parameters(paramLabel = "SCENARIO", description = "A file, or the name of a recording.")
    private String scenario;

    @Override
    int run(RuntimeConnection instance, Printer printer) throws IOException {
        String host = instance.mpxio().getAdapter();
        boolean onHost = HostAdapters.isOfHost(host);
        if (onHost && instance.mpxio().getChosenAdapter().isEmpty()) {
            refuseIfRequested(instance, host);
        }
        String loaded = instance.simulation().load(ScenarioName.resolve(scenario));
        String answer = onHost ? loaded + ". " + inUse(instance.mpxio(), host) : loaded;
        printer.print(Map.of("message", answer), () -> answer);
        return ExitCode.DONE;
    }

    /** What somebody is taking out of a host has to be brought to its end on that host. */
    private static void refuseIfRequested(RuntimeConnection instance, String host) {
        List<DrRequestData> open = instance.coordinator().getDrRequests();
        if (!open.isEmpty()) {
            throw new LauncherException(
                    ExitCode.REFUSED,
                    "not loaded: a DR request on "
                            + open.get(0).resource()
                            + " is open on the host of adapter "
                            + host
                            + ", in whose place the simulation would come; end it with 'online' or"
                            + " 'remove' first");
        }
    }

    /** Which adapter is in use follows soon after the tree came. */
    private static String inUse(MpxioMXBean mpxio, String host) {
        boolean chosen = !mpxio.getChosenAdapter().isEmpty();
        if (chosen || !Poll.until(() -> !mpxio.getAdapter().equals(host), ADAPTER_LIMIT)) {
            return "Adapter "
                    + host
                    + " stays in use; 'useAdapter' of the bean io.lastpath:type=Mpxio with "
                    + HostAdapters.SIMULATION
                    + " shows the simulated host";
        }
        return "The simulation is in use now, in the place of adapter "
                + host
                + "; 'useAdapter' of the bean io.lastpath:type=Mpxio with "
                + host
                + " brings that back";
    }
}
