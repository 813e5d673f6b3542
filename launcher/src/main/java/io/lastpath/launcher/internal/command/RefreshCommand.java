// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import java.util.Map;
import picocli.CommandLine.Command;

/** Has the device tree read anew. */
@Command(
        name = "refresh",
        description = {
            "Read the device tree anew and bring groups and registrations up to date.",
            "Takes back a mistaken 'remove': a removed PHCI that is still in the tree counts as there"
                    + " again."
        })
final class RefreshCommand extends InstanceCommand {

    @Override
    int run(RuntimeConnection instance, Printer printer) {
        String answer = instance.mpxio().refresh();
        printer.print(Map.of("message", answer), () -> answer);
        return ExitCode.DONE;
    }
}
