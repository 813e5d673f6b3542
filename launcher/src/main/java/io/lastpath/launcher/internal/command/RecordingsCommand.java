// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Lists the recorded hosts. */
@Command(name = "recordings", description = "List the recorded hosts that the simulator can load.")
final class RecordingsCommand extends InstanceCommand {

    @Override
    int run(RuntimeConnection instance, Printer printer) {
        List<String> recordings = instance.simulation().getRecordings();
        printer.print(Map.of("recordings", recordings), () -> String.join("\n", recordings));
        return ExitCode.DONE;
    }
}
