// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import io.lastpath.management.SinglePointData;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists what hangs by a single thing. */
@Command(
        name = "single-points",
        description =
                "List the single points of failure: what would alone take the last path of a client.")
final class SinglePointsCommand extends HostCommand {

    @Override
    int run(RuntimeConnection instance, Printer printer) throws IOException {
        String nothing = nothing(instance);
        List<SinglePointData> points = instance.mpxio().getSinglePointsOfFailure();
        printer.print(
                document(instance, "singlePointsOfFailure", points),
                () ->
                        hasNothing(instance)
                                ? nothing
                                : SinglePointTable.text(
                                        points, ifNone(instance, "No single point of failure.")));
        remarkOnTree(instance);
        remarkOnDoubts(instance);
        return ExitCode.DONE;
    }
}
