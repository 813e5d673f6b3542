// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import io.lastpath.mpxio.internal.table.GroupTable;
import java.time.Instant;

/**
 * How reading an adapter went so far. Immutable.
 *
 * @param snapshots good snapshots
 * @param lastAt when the last good one was taken; null for never
 * @param lastMillis how long it took; -1 for never
 * @param phcis PHCIs in it
 * @param clients clients in it
 * @param paths paths in it
 * @param failures failed snapshots
 * @param lastFailure why the last failed one failed; empty for none
 * @param lastFailureAt when; null for none
 */
public record AdapterStats(
        long snapshots,
        Instant lastAt,
        long lastMillis,
        int phcis,
        int clients,
        int paths,
        long failures,
        String lastFailure,
        Instant lastFailureAt) {

    static final AdapterStats NONE = new AdapterStats(0, null, -1, 0, 0, 0, 0, "", null);

    AdapterStats withRead(GroupTable table, Instant at, long millis) {
        return new AdapterStats(
                snapshots + 1,
                at,
                millis,
                table.phciCount(),
                table.clientCount(),
                table.pathCount(),
                failures,
                lastFailure,
                lastFailureAt);
    }

    AdapterStats withFailure(String reason, Instant at) {
        return new AdapterStats(
                snapshots, lastAt, lastMillis, phcis, clients, paths, failures + 1, reason, at);
    }
}
