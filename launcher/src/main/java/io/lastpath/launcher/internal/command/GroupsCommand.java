// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import io.lastpath.launcher.internal.output.Table;
import io.lastpath.management.GroupData;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Lists the groups. */
@Command(
        name = "groups",
        description = "List the groups: the clients that share the same PHCIs, newest first.")
final class GroupsCommand extends HostCommand {

    private static final int WIDEST = 100;

    @Override
    int run(RuntimeConnection instance, Printer printer) throws IOException {
        String nothing = nothing(instance);
        List<GroupData> groups = instance.mpxio().getGroups();
        Map<String, Object> document = document(instance, "groups", groups);
        document.put("lost", instance.mpxio().getLostClients());
        printer.print(document, () -> hasNothing(instance) ? nothing : text(groups));
        remarkOnTree(instance);
        return ExitCode.DONE;
    }

    private static String text(List<GroupData> groups) {
        Table table = Table.of(WIDEST, "GROUP", "CLIENTS", "PATHS EACH", "LEAST USABLE", "PHCIS");
        for (GroupData group : groups) {
            table.row(
                    group.id(),
                    group.clients(),
                    group.pathsPerClient(),
                    group.leastUsablePaths(),
                    group.phcis());
        }
        return table.text();
    }
}
