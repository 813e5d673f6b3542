// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.initiator;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The principals of JMX connections. One counts as gone when it has had no open connection and no
 * request under way for the grace time; after a restart, which ends all, the time begins anew. A
 * local attach does not show its connection: there only requests count. Safe for use by several
 * threads.
 */
public final class Principals {

    private final LongSupplier nanos;
    private final LongSupplier graceSeconds;
    private final long started;
    private final Map<String, Long> lastSeen = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> connections = new ConcurrentHashMap<>();
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

    /**
     * Principals that have made no request yet.
     *
     * @param nanos a clock that never runs back
     * @param graceSeconds the grace time in seconds; 0 for no end
     */
    public Principals(LongSupplier nanos, LongSupplier graceSeconds) {
        this.nanos = nanos;
        this.graceSeconds = graceSeconds;
        this.started = nanos.getAsLong();
    }

    /** Notes that a connection of a principal is open. */
    public void opened(String principal, String connection) {
        seen(principal);
        connections
                .computeIfAbsent(known(principal), any -> ConcurrentHashMap.newKeySet())
                .add(connection);
    }

    /** Notes that a connection is closed. */
    public void closed(String principal, String connection) {
        Set<String> open = connections.getOrDefault(known(principal), Set.of());
        if (open.contains(connection)) {
            seen(principal); // first, or for a moment it would look idle since the opening
            open.remove(connection);
        }
    }

    /** Notes that a principal makes a request. */
    void seen(String principal) {
        lastSeen.put(known(principal), nanos.getAsLong());
    }

    /** Notes that a principal waits for an answer. */
    void asks(String principal) {
        underWay.merge(known(principal), 1, Integer::sum);
    }

    /** Notes that it has it. */
    void answered(String principal) {
        seen(principal); // first, or for a moment it would look idle since the request began
        underWay.computeIfPresent(known(principal), (any, many) -> many == 1 ? null : many - 1);
    }

    boolean isPresent(String principal) {
        long grace = graceSeconds.getAsLong();
        boolean waiting = underWay.containsKey(known(principal));
        boolean connected = !connections.getOrDefault(known(principal), Set.of()).isEmpty();
        long idle = nanos.getAsLong() - lastSeen.getOrDefault(known(principal), started);
        return grace == 0 || waiting || connected || idle < TimeUnit.SECONDS.toNanos(grace);
    }

    /** Connection ids spell blanks and semicolons of a name differently. */
    private static String known(String principal) {
        return principal.replace(' ', '_').replace(';', ':');
    }
}
