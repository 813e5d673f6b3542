// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.connect.PhciNames;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import io.lastpath.launcher.internal.output.Table;
import io.lastpath.management.CoordinatorMXBean;
import io.lastpath.management.NameList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells the states of resources. */
@Command(name = "state", description = "Tell the state of each of these resources.")
final class StateCommand extends InstanceCommand {

    @Parameters(
            arity = "1..*",
            paramLabel = "RESOURCE",
            description = "A PHCI or any resource name.")
    private List<String> resources;

    @Override
    int run(RuntimeConnection instance, Printer printer) {
        PhciNames phcis = PhciNames.asFarAsKnown(instance);
        CoordinatorMXBean coordinator = instance.coordinator();
        List<StateDocument> states =
                resources.stream()
                        .map(phcis::resource)
                        .map(name -> StateDocument.of(name, state(coordinator, name)))
                        .toList();
        printer.print(Map.of("states", states), () -> text(states));
        return ExitCode.DONE;
    }

    private static String state(CoordinatorMXBean coordinator, String resource) {
        return coordinator.getState(NameList.format(List.of(resource)));
    }

    private static String text(List<StateDocument> states) {
        Table table = Table.of(Integer.MAX_VALUE, "STATE", "NUMBER", "RESOURCE");
        for (StateDocument each : states) {
            String remark = each.remark().isEmpty() ? "" : "; " + each.remark();
            table.row(each.state(), each.stateNumber(), each.resource() + remark);
        }
        return table.text();
    }
}
