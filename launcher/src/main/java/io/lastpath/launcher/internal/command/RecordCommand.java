// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Records the host that is in use as a scenario. */
@Command(
        name = "record",
        description =
                "Write what the device tree adapter in use sees, and who uses what, to a file.")
final class RecordCommand extends InstanceCommand {

    @Parameters(
            paramLabel = "FILE",
            description = "The scenario to write, on the host of the instance.")
    private String file;

    @Override
    int run(RuntimeConnection instance, Printer printer) {
        String answer =
                instance.simulation()
                        .record(ScenarioName.resolveNew(file, root().target().address().isEmpty()));
        printer.print(Map.of("message", answer), () -> answer);
        return ExitCode.DONE;
    }
}
