// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import io.lastpath.launcher.internal.output.Table;
import io.lastpath.management.PhciData;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists the PHCIs. */
@Command(name = "phcis", description = "List the PHCIs with what the loss of each would do.")
final class PhcisCommand extends HostCommand {

    @Override
    int run(RuntimeConnection instance, Printer printer) throws IOException {
        String nothing = nothing(instance);
        List<PhciData> phcis = instance.mpxio().getPhcis();
        printer.print(
                document(instance, "phcis", phcis),
                () -> hasNothing(instance) ? nothing : text(phcis));
        remarkOnTree(instance);
        remarkOnDoubts(instance);
        return ExitCode.DONE;
    }

    private static String text(List<PhciData> phcis) {
        Table table =
                Table.of(
                        Integer.MAX_VALUE,
                        "PHCI",
                        "VERDICT",
                        "ENDANGERED",
                        "PATHS",
                        "STATE",
                        "RESOURCE",
                        "CLIENTS",
                        "DEVICE PATH");
        for (PhciData phci : phcis) {
            table.row(
                    phci.id(),
                    phci.verdict(),
                    phci.endangeredClients(),
                    phci.paths(),
                    phci.state(),
                    phci.resourceState(),
                    phci.clients(),
                    phci.devicePath());
        }
        return table.text();
    }
}
