// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import io.lastpath.mpxio.internal.table.GroupTable;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * The last good table and whether it may still be believed. Immutable.
 *
 * @param table the last good table; empty before the first
 * @param sequence grows by one with each new table; 0 before the first
 * @param adapter name of the adapter that it was read from; empty before the first
 * @param source tells that adapter from all others, also from one of its name that has left; 0
 *     before the first
 * @param reign since when it is that adapter's, and whether it only plays a host
 * @param informant module that answers for who uses its clients; empty where there is none
 * @param refreshedAt when it was read; null before the first
 * @param readNanos when that read began, as {@link System#nanoTime} has it
 * @param staleSince since when it may no longer be true; null if it is believed
 * @param staleReason why, in one sentence; empty if it is believed
 * @param reads reads of the tree, good or failed
 * @param failures failed reads
 * @param revision grows by one with each published state
 */
public record TableState(
        GroupTable table,
        long sequence,
        String adapter,
        long source,
        Reign reign,
        String informant,
        Instant refreshedAt,
        long readNanos,
        Instant staleSince,
        String staleReason,
        long reads,
        long failures,
        long revision) {

    /** {@return the state before anything was read} */
    public static TableState unread() {
        return new TableState(
                GroupTable.EMPTY,
                0,
                "",
                0,
                Reign.NONE,
                "",
                null,
                0,
                Instant.now(),
                "the device tree has not been read yet",
                0,
                0,
                0);
    }

    /** {@return which adapter it was read from} */
    public Origin origin() {
        return new Origin(adapter, source);
    }

    /** {@return whether the table may no longer be true} */
    public boolean isStale() {
        return staleSince != null;
    }

    /**
     * Makes this state one after a good read.
     *
     * @param newTable what was read
     * @param from name of the adapter
     * @param number tells it from all others
     * @param users module that answers for who uses its clients; empty where there is none
     * @param at when
     * @param began when the read began, as {@link System#nanoTime} has it
     * @return the state
     */
    public TableState withTable(
            GroupTable newTable, String from, long number, String users, Instant at, long began) {
        return new TableState(
                newTable,
                sequence + 1,
                from,
                number,
                reignOf(number, began),
                users,
                at,
                began,
                null,
                "",
                reads + 1,
                failures,
                revision + 1);
    }

    private Reign reignOf(long number, long began) {
        if (number == source) {
            return reign;
        }
        OptionalLong since = sequence == 0 ? OptionalLong.empty() : OptionalLong.of(began);
        return new Reign(false, since);
    }

    /**
     * Makes this state one that was read from an adapter which only plays a host.
     *
     * @param isAlone whether there is no other adapter, and none was in use before
     * @return the state
     */
    TableState played(boolean isAlone) {
        if (reign.isPlayed()) {
            return this; // as its first table was
        }
        OptionalLong since =
                isAlone || reign.since().isPresent() ? reign.since() : OptionalLong.of(readNanos);
        return new TableState(
                table,
                sequence,
                adapter,
                source,
                new Reign(true, since),
                informant,
                refreshedAt,
                readNanos,
                staleSince,
                staleReason,
                reads,
                failures,
                revision);
    }

    /** {@return this state after a failed read} */
    TableState withFailure(String reason) {
        TableState stale = stale(reason);
        return new TableState(
                table,
                sequence,
                adapter,
                source,
                reign,
                informant,
                refreshedAt,
                readNanos,
                stale.staleSince,
                reason,
                reads + 1,
                failures + 1,
                revision + 1);
    }

    /** {@return this state, not to be believed any more for a reason} */
    public TableState stale(String reason) {
        return new TableState(
                table,
                sequence,
                adapter,
                source,
                reign,
                informant,
                refreshedAt,
                readNanos,
                isStale() ? staleSince : Instant.now(),
                reason,
                reads,
                failures,
                revision + 1);
    }
}
