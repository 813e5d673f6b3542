// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who has lost his registration with his module since somebody began to watch, and had it then, or
 * when all had been waited for. Costs what changes, and nothing for who stays as he is. Safe for
 * use by several threads.
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

    /** What one was, and was interested in, at a moment; there is none without any interest. */
    private record First(RcmState state, Set<RegistrationKind> kinds) {

        static Optional<First> of(Registrant one) {
            return one.isDone()
                    ? Optional.empty()
                    : Optional.of(new First(one.state(), one.kinds()));
        }

        /** {@return whether he had to be asked even before all had been waited for} */
        boolean isForDr() {
            return kinds.contains(RegistrationKind.DR) && state != RcmState.REMOVE;
        }
    }

    /** What one was when the watch began, and when he left. */
    private record Was(First first, RcmState last) {

        boolean isBoth(RcmState state) {
            return first.state() == state && last == state;
        }
    }

    private final Map<Registrant, Was> left = new LinkedHashMap<>();
    private final Map<Place, Optional<First>> first = new HashMap<>();
    private boolean hasWaited;

    /**
     * Whoever has registered by now, or anew, counts as there from the beginning, also if he has
     * left: he was waited for.
     */
    public synchronized void waited() {
        hasWaited = true;
        first.values().removeIf(one -> one.filter(First::isForDr).isEmpty());
    }

    /** Notes what one is before that changes. With the lock of the registrations. */
    synchronized void before(Registrant one) {
        first.computeIfAbsent(Place.of(one), any -> First.of(one));
    }

    /** Notes that one is about to leave with his module. With the lock of the registrations. */
    synchronized void left(Registrant one) {
        before(one);
        Optional<First> then = first.get(Place.of(one));
        Optional<First> counted =
                hasWaited || then.filter(First::isForDr).isPresent() ? then : First.of(one);
        counted.ifPresent(was -> left.put(one, new Was(was, one.state())));
    }

    /**
     * Finds who has left and had DR interest.
     *
     * @param done who was in this state when the watch began and is when he leaves does not count
     * @param isRetiring whether those count as well who were told by then that all is gone
     * @return those that were there when the watch began, in the order of leaving
     */
    public synchronized Stream<Registrant> otherThan(RcmState done, boolean isRetiring) {
        return interestedIn(Set.of(RegistrationKind.DR))
                .filter(one -> isRetiring || left.get(one).first().state() != RcmState.REMOVE)
                .filter(one -> !left.get(one).isBoth(done))
                .toList()
                .stream();
    }

    /**
     * Finds who has left, whatever he was registered for, but for those who had been told by then
     * that all is gone.
     *
     * @param kinds in any of which he was interested
     * @return those that were there when the watch began, in the order of leaving
     */
    public synchronized Stream<Registrant> present(Set<RegistrationKind> kinds) {
        return interestedIn(kinds)
                .filter(one -> left.get(one).first().state() != RcmState.REMOVE)
                .toList()
                .stream();
    }

    private Stream<Registrant> interestedIn(Set<RegistrationKind> kinds) {
        return left.entrySet().stream()
                .filter(one -> !Collections.disjoint(one.getValue().first().kinds(), kinds))
                .map(Map.Entry::getKey);
    }
}
