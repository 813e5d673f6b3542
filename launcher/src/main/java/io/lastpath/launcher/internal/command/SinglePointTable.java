// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.output.Table;
import io.lastpath.management.SinglePointData;
import java.util.List;

/** Shows single points of failure as a table. */
final class SinglePointTable {

    /** Who depends on it is what is asked: only what nobody would read is cut. */
    private static final int WIDEST = 1000;

    private SinglePointTable() {}

    static String text(List<SinglePointData> points, String ifNone) {
        if (points.isEmpty()) {
            return ifNone;
        }
        Table table = Table.of(WIDEST, "KIND", "ID", "VERDICT", "CLIENTS", "USED BY");
        for (SinglePointData point : points) {
            table.row(point.kind(), point.id(), point.verdict(), point.clients(), users(point));
        }
        return table.text();
    }

    private static String users(SinglePointData point) {
        if (point.doubt().isEmpty()) {
            return point.users().isEmpty() ? "nobody" : point.users();
        }
        return point.users().isEmpty() ? "not known" : point.users() + "; others not known";
    }
}
