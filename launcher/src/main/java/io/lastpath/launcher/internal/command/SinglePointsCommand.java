// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import io.lastpath.launcher.internal.output.Table;
import io.lastpath.management.SinglePointData;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Lists what hangs by a single thing. */
@Command(
        name = "single-points",
        description =
                "List the single points of failure: what would alone take the last path of a client.")
final class SinglePointsCommand extends HostCommand {

    private static final int WIDEST = 100;

    @Override
    int run(RuntimeConnection instance, Printer printer) {
        List<SinglePointData> points = instance.mpxio().getSinglePointsOfFailure();
        printer.print(
                Map.of("singlePointsOfFailure", points),
                () -> hasNothing(instance) ? NOTHING : text(points));
        remarkOnTree(instance);
        return ExitCode.DONE;
    }

    private static String text(List<SinglePointData> points) {
        if (points.isEmpty()) {
            return "No single point of failure.";
        }
        Table table = Table.of(WIDEST, "KIND", "ID", "VERDICT", "CLIENTS", "USED BY");
        for (SinglePointData point : points) {
            table.row(
                    point.kind(),
                    point.id(),
                    point.verdict(),
                    point.clients(),
                    point.users().isEmpty() ? "nobody" : point.users());
        }
        return table.text();
    }
}
