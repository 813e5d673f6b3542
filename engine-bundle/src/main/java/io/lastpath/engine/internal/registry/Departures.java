// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who has lost his registration for DR with his module since somebody began to watch, and had it
 * then. Costs what changes, and nothing for who stays as he is. Safe for use by several threads.
 */
public final class Departures {

    /** Nobody watches. */
    public static final Departures NONE = new Departures();

    private final Map<Registrant, RcmState> left = new LinkedHashMap<>();
    private final Map<Registrant, RcmState> first = new IdentityHashMap<>();

    /** Notes what one is before that changes. With the lock of the registrations. */
    synchronized void before(Registrant one) {
        first.putIfAbsent(one, one.has(RegistrationKind.DR) ? one.state() : RcmState.REMOVE);
    }

    /** Notes that one is about to leave with his module. With the lock of the registrations. */
    synchronized void left(Registrant one) {
        before(one);
        if (one.has(RegistrationKind.DR) && first.get(one) != RcmState.REMOVE) {
            left.put(one, first.get(one));
        }
    }

    /**
     * Finds who has left.
     *
     * @param state who was in this state when the watch began does not count
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
