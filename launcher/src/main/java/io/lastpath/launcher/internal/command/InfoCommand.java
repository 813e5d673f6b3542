// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.connect.PhciNames;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import io.lastpath.management.CoordinatorMXBean;
import io.lastpath.management.NameList;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells who uses resources. */
@Command(
        name = "info",
        description = "Tell who uses these resources and what depends on them. Changes nothing.")
final class InfoCommand extends InstanceCommand {

    @Parameters(
            arity = "1..*",
            paramLabel = "RESOURCE",
            description = "A PHCI or any resource name.")
    private List<String> resources;

    @Override
    int run(RuntimeConnection instance, Printer printer) throws IOException {
        PhciNames phcis = PhciNames.asFarAsKnown(instance);
        CoordinatorMXBean coordinator = instance.coordinator();
        List<String> names = resources.stream().map(phcis::resource).toList();
        int code =
                OperationAnswer.print(
                        coordinator.getInfo(NameList.format(names)),
                        LostDisks.NONE,
                        coordinator,
                        printer);
        remarkOnHost(instance);
        return code;
    }
}
