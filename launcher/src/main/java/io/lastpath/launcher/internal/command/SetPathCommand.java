// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.connect.PhciNames;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import io.lastpath.management.PhciData;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes paths of the simulated host. */
@Command(
        name = "set-path",
        description = "Have the simulator set the state of every path of a client through a PHCI.")
final class SetPathCommand extends InstanceCommand {

    @Parameters(index = "0", paramLabel = "CLIENT", description = "Its device path or name.")
    private String client;

    @Parameters(
            index = "1",
            paramLabel = "PHCI",
            description = "By id, device path, resource name, or last component of the path.")
    private String phci;

    @Parameters(
            index = "2",
            paramLabel = "STATE",
            description = "online, standby, offline, fault or unknown.")
    private String state;

    @Override
    int run(RuntimeConnection instance, Printer printer) {
        PhciData found = PhciNames.of(instance.mpxio()).find(List.of(phci)).get(0);
        String answer = instance.simulation().setPathState(client, found.devicePath(), state);
        printer.print(Map.of("message", answer), () -> answer);
        return ExitCode.DONE;
    }
}
