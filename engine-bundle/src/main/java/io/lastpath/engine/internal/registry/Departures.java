// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who has lost his registration for DR with his module since somebody began to watch, and had it
 * then, or when all had been waited for. Costs what changes, and nothing for who stays as he is.
 * Safe for use by several threads.
 */
public final class Departures {

    /** Nobody watches. */
    public static final Departures NONE = new Departures();

    /** A registration, whatever was dropped, swept and registered anew there meanwhile. */
    private record Place(ModuleSlot module, long pid, TreeKey key) {

        static Place of(Registrant one) {
            return new Place(one.module(), one.pid(), one.key());
        }
    }

    /** What one was when the watch began, and when he left. */
    private record Was(RcmState first, RcmState last) {}

    private final Map<Registrant, Was> left = new LinkedHashMap<>();

    /** Empty for who had no registration for DR; until {@link #waited} these count as well. */
    private final Map<Place, Optional<RcmState>> first = new HashMap<>();

    private boolean hasWaited;

    /**
     * Whoever has registered by now counts as there from the beginning, also if he has left: he was
     * waited for.
     */
    public synchronized void waited() {
        hasWaited = true;
        first.values().removeIf(Optional::isEmpty);
    }

    /** Notes what one is before that changes. With the lock of the registrations. */
    synchronized void before(Registrant one) {
        Optional<RcmState> state =
                one.has(RegistrationKind.DR) ? Optional.of(one.state()) : Optional.empty();
        first.putIfAbsent(Place.of(one), state);
    }

    /** Notes that one is about to leave with his module. With the lock of the registrations. */
    synchronized void left(Registrant one) {
        before(one);
        Optional<RcmState> now = hasWaited ? Optional.empty() : Optional.of(one.state());
        first.get(Place.of(one))
                .or(() -> now)
                .ifPresent(state -> left.put(one, new Was(state, one.state())));
    }

    /**
     * Finds who has left.
     *
     * @param done who was in this state when the watch began and is when he leaves does not count
     * @param isRetiring whether those count as well who were told by then that all is gone
     * @return those that were there when the watch began, in the order of leaving
     */
    public synchronized Stream<Registrant> otherThan(RcmState done, boolean isRetiring) {
        return left.entrySet().stream()
                .filter(one -> isRetiring || one.getValue().first() != RcmState.REMOVE)
                .filter(one -> !one.getValue().equals(new Was(done, done)))
                .map(Map.Entry::getKey)
                .toList()
                .stream();
    }
}
