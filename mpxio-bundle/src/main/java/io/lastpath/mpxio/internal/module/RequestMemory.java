// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.Refresh;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one request has asked and told so far, and what was read since. Safe for use by several
 * threads.
 */
final class RequestMemory {

    /** Others than this module are told, too, and may take long: what was read does not keep. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The tree is read again so often while changes are announced. */
    private static final int MOST_READS = 8;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanos;
    private final Map<String, Asked> asked = new HashMap<>();
    private final Map<String, Map<String, Asked.Disk>> through = new HashMap<>();
    private final Set<String> taken = new LinkedHashSet<>();
    private final Set<String> told = new HashSet<>();
    private final Set<String> gone = new HashSet<>();

    /** What was out when the first query came; null before. */
    private Set<String> out;

    /** The last read; null where one is due. */
    private Refresh last;

    private long began;

    /** Of the last table that was asked about; null for none. */
    private Sightings seen;

    /**
     * Nothing asked, told or read.
     *
     * @param nanos a clock that nobody sets
     */
    RequestMemory(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** {@return whether a query came} */
    synchronized boolean hasBegun() {
        return out != null;
    }

    /** Remembers what was out when the first query came; later ones change nothing. */
    synchronized void begin(Set<String> outThen) {
        out = out == null ? outThen : out;
    }

    /** {@return whether a PHCI was out when the first query came} */
    synchronized boolean wasOut(String phci) {
        return out != null && out.contains(phci);
    }

    /** Remembers what a query is about, also where it is about nobody. */
    synchronized void ask(Asked query) {
        asked.put(query.phci(), query);
        taken.remove(query.phci());
        query.paths().forEach(told::remove);
        last = null;
        seen = null;
        through.remove(query.phci());
    }

    /** Notes that a PHCI is taken from now on. */
    synchronized void take(String phci) {
        taken.add(phci);
    }

    /** Notes that a PHCI is back or removed, whoever said so: nothing is asked of it any more. */
    synchronized void end(String phci) {
        taken.remove(phci);
        asked.remove(phci);
        through.remove(phci);
        seen = null;
    }

    /** {@return the PHCIs that were taken and are still out, in order} */
    synchronized List<String> taken() {
        return List.copyOf(taken);
    }

    /**
     * Notes who is about to be told.
     *
     * @param clients device paths
     * @return whether anybody is told for the first time
     */
    synchronized boolean tell(Collection<String> clients) {
        boolean isNew = told.addAll(clients);
        last = isNew ? null : last;
        return isNew;
    }

    /** {@return what the query about a PHCI found; empty if there was none} */
    synchronized Optional<Asked> asked(String phci) {
        return Optional.ofNullable(asked.get(phci));
    }

    /** {@return what all queries found} */
    synchronized List<Asked> queries() {
        return List.copyOf(asked.values());
    }

    /** {@return what a table has of the clients below, worked out once for each table} */
    synchronized Sightings seen(GroupTable table) {
        if (seen == null || seen.table() != table) {
            Set<String> paths = new HashSet<>(clients());
            through.values().forEach(clients -> paths.addAll(clients.keySet()));
            seen = Sightings.of(table, paths);
        }
        return seen;
    }

    /** {@return the clients that had a path through a PHCI when it was asked about, by path} */
    synchronized Map<String, Asked.Disk> through(String phci) {
        if (!through.containsKey(phci)) {
            Asked query = asked.get(phci);
            through.put(phci, query == null ? Map.of() : query.through());
            seen = null;
        }
        return through.get(phci);
    }

    /** {@return those of them that have no path through it any more in a table} */
    Set<String> left(String phci, GroupTable table) {
        Set<String> left = new HashSet<>(through(phci).keySet());
        int there = table.phciByResource(phci);
        for (int i = 0; there >= 0 && i < table.groupCountOf(there); i++) {
            Group group = table.group(table.groupOf(there, i));
            IntStream.range(0, group.size()).mapToObj(group::devicePath).forEach(left::remove);
        }
        return left;
    }

    /** {@return whether a query was about a PHCI, so that the request takes it} */
    synchronized boolean isAsked(String phci) {
        return asked.containsKey(phci);
    }

    /** {@return device paths of all clients that the queries were about} */
    synchronized Set<String> clients() {
        return asked.values().stream().flatMap(Asked::paths).collect(Collectors.toSet());
    }

    /** {@return whether users of any client were told, so that disks may be gone} */
    synchronized boolean hasTold() {
        return !told.isEmpty();
    }

    /** {@return whether the users of a client were told} */
    synchronized boolean isTold(String client) {
        return told.contains(client);
    }

    /** Notes of which clients the users hear that they are gone. */
    synchronized void tellGone(Collection<String> resources) {
        gone.addAll(resources);
    }

    /** {@return whether the users of a client have heard that it is gone} */
    synchronized boolean isToldGone(String resource) {
        return gone.contains(resource);
    }

    /**
     * Reads the tree, unless it was read a moment ago, nobody was asked or told since, and nothing
     * was published since. While changes are announced it is read again, some times.
     *
     * @param keeper reads it
     * @return what was read; may be stale by a change that was announced meanwhile
     */
    Refresh read(TableKeeper keeper) {
        return read(keeper, TableKeeper.AS_LONG_AS_IT_TAKES);
    }

    /** Does the same, and waits no longer than given. */
    Refresh read(TableKeeper keeper, Duration patience) {
        Optional<Refresh> fresh = fresh().filter(one -> one.state() == keeper.state());
        if (fresh.isPresent()) {
            return fresh.get();
        }
        long start = nanos.getAsLong();
        long since = start;
        Refresh refresh = keeper.refresh(patience);
        for (int reads = 1; isUnsettled(refresh, reads, since - start); reads++) {
            since = nanos.getAsLong();
            refresh = keeper.refresh(patience.minusNanos(since - start));
        }
        return remember(refresh, since);
    }

    private static boolean isUnsettled(Refresh refresh, int reads, long nanos) {
        return refresh.isGood()
                && refresh.state().isStale()
                && reads < MOST_READS
                && nanos < PATIENCE_NANOS;
    }

    private synchronized Optional<Refresh> fresh() {
        return Optional.ofNullable(last).filter(any -> nanos.getAsLong() - began < FRESH_NANOS);
    }

    private synchronized Refresh remember(Refresh refresh, long since) {
        last = refresh;
        began = since;
        return refresh;
    }
}
