// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who has lost his registration for DR with his module since somebody began to watch, and had it
 * then. Costs what leaves and comes, and nothing for who stays. Safe for use by several threads.
 */
public final class Departures {

    /** Nobody watches. */
    public static final Departures NONE = new Departures();

    private final Map<Registrant, RcmState> left = new LinkedHashMap<>();
    private final Set<Registrant> came = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Notes that one has come, or come back. With the lock of the registrations. */
    synchronized void came(Registrant one) {
        came.add(one);
    }

    /** Notes that one is about to leave with his module. With the lock of the registrations. */
    synchronized void left(Registrant one) {
        if (one.has(RegistrationKind.DR) && !one.isRemoved() && !came.contains(one)) {
            left.put(one, one.state());
        }
    }

    /**
     * Finds who has left.
     *
     * @param state who was in this state when he left does not count
     * @return those that were there when the watch began, in the order of leaving
     */
    public synchronized Stream<Registrant> otherThan(RcmState state) {
        return left.entrySet().stream()
                .filter(one -> one.getValue() != state)
                .map(Map.Entry::getKey)
                .toList()
                .stream();
    }
}
