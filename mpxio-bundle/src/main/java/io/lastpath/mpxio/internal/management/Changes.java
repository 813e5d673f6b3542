// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import io.lastpath.management.BeanNames;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;

/** Finds out what there is to be notified of. */
final class Changes {

    static final String GROUPS_CHANGED = BeanNames.DOMAIN + ".groups.changed";
    static final String VERDICT_CHANGED = BeanNames.DOMAIN + ".verdict.changed";
    static final String TABLE_STALED = BeanNames.DOMAIN + ".table.staled";
    static final String TABLE_REFRESHED = BeanNames.DOMAIN + ".table.refreshed";

    private static final int NAMED = 5;

    private Changes() {}

    record Change(String type, String message) {}

    static MBeanNotificationInfo info() {
        return new MBeanNotificationInfo(
                new String[] {GROUPS_CHANGED, VERDICT_CHANGED, TABLE_STALED, TABLE_REFRESHED},
                Notification.class.getName(),
                "Groups changed, a verdict changed, the table became stale or is true again.");
    }

    /** Compares two tables that were published one after the other. */
    static List<Change> between(TableState before, TableState after) {
        List<Change> changes = new ArrayList<>();
        if (!before.isStale() && after.isStale()) {
            changes.add(new Change(TABLE_STALED, "the table is stale: " + after.staleReason()));
        }
        if (before.isStale() && !after.isStale()) {
            String text = "table " + after.sequence() + " was read by adapter " + after.adapter();
            changes.add(new Change(TABLE_REFRESHED, text));
        }
        if (!after.table().hasSameGroups(before.table())) {
            changes.add(
                    new Change(
                            GROUPS_CHANGED,
                            "the groups changed: "
                                    + size(after.table())
                                    + ", before "
                                    + size(before.table())
                                    + lost(before.table(), after.table())));
        }
        return changes;
    }

    /** Names the clients that are in no group any more, be they gone or left without a path. */
    private static String lost(GroupTable before, GroupTable after) {
        Map<String, String> missing = clients(before);
        missing.keySet().removeAll(clients(after).keySet());
        List<String> labels = List.copyOf(missing.values());
        int more = labels.size() - NAMED;
        return labels.isEmpty()
                ? ""
                : "; no longer there: "
                        + String.join(", ", labels.subList(0, Math.min(NAMED, labels.size())))
                        + (more > 0 ? " and " + more + " more" : "");
    }

    private static Map<String, String> clients(GroupTable table) {
        Map<String, String> labels = new TreeMap<>();
        for (int i = 0; i < table.groupCount(); i++) {
            Group group = table.group(i);
            for (int client = 0; client < group.size(); client++) {
                labels.put(group.devicePath(client), group.label(client));
            }
        }
        return labels;
    }

    private static String size(GroupTable table) {
        return table.groupCount()
                + " groups of "
                + table.clientCount()
                + " clients on "
                + table.phciCount()
                + " PHCIs";
    }
}
