// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Loads a scenario. */
@Command(name = "load", description = "Have the simulator show another host.")
final class LoadCommand extends InstanceCommand {

    @Parameters(paramLabel = "SCENARIO", description = "A file, or the name of a recording.")
    private String scenario;

    @Override
    int run(RuntimeConnection instance, Printer printer) {
        String answer = load(instance);
        printer.print(Map.of("message", answer), () -> answer);
        return ExitCode.DONE;
    }

    private String load(RuntimeConnection instance) {
        try {
            return instance.simulation().load(ScenarioName.resolve(scenario));
        } catch (IllegalStateException e) {
            throw new LauncherException(ExitCode.REFUSED, e.getMessage(), e);
        }
    }
}
