// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import io.lastpath.management.ClientData;
import io.lastpath.mpxio.internal.preview.TableNames;
import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Shows clients with their paths. For one thread. */
final class Clients {

    private final GroupTable table;
    private final TableNames names;

    Clients(GroupTable table, TableNames names) {
        this.table = table;
        this.names = names;
    }

    private record Next(int group, int client, int walkIndex) {}

    /** {@return the first clients in walk order; those without a known path come last} */
    List<ClientData> firstInWalkOrder(int most) {
        PriorityQueue<Next> queue = new PriorityQueue<>(Comparator.comparingInt(Next::walkIndex));
        for (int group = 0; group < table.groupCount(); group++) {
            queue.add(next(group, 0));
        }
        List<ClientData> clients = new ArrayList<>();
        while (clients.size() < most && !queue.isEmpty()) {
            Next first = queue.remove();
            clients.add(data(first.group, first.client));
            if (first.client + 1 < table.group(first.group).size()) {
                queue.add(next(first.group, first.client + 1));
            }
        }
        table.gaps().adrift().stream()
                .limit(most - clients.size())
                .forEach(label -> clients.add(new ClientData(label, "", "", "", 0, 0, "")));
        return clients;
    }

    private Next next(int group, int client) {
        return new Next(group, client, table.group(group).walkIndex(client));
    }

    /** {@return the first clients of a group} */
    List<ClientData> firstOf(int group, int most) {
        List<ClientData> clients = new ArrayList<>();
        int count = Math.min(most, table.group(group).size());
        for (int client = 0; client < count; client++) {
            clients.add(data(group, client));
        }
        return clients;
    }

    private ClientData data(int groupIndex, int client) {
        Group group = table.group(groupIndex);
        return new ClientData(
                group.devicePath(client),
                group.name(client),
                group.identity(client),
                names.groupId(groupIndex),
                group.slots(),
                group.usablePaths(client),
                paths(group, client));
    }

    private String paths(Group group, int client) {
        StringBuilder text = new StringBuilder();
        for (int slot = 0; slot < group.slots(); slot++) {
            String target = group.target(client, slot);
            String evidence = group.evidence(client, slot);
            text.append(slot == 0 ? "" : ", ")
                    .append(names.phciId(group.phci(slot)))
                    .append(' ')
                    .append(group.state(client, slot).word())
                    .append(target.isEmpty() ? "" : " to " + target)
                    .append(evidence.isEmpty() ? "" : " (" + evidence + ")");
        }
        return text.toString();
    }
}
