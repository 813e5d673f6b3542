// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import static java.util.stream.Collectors.toSet;

import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.journal.Hold;
import io.lastpath.engine.internal.names.TreeKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The outside requests that hold a dependent: it comes back when none is left. Immutable.
 *
 * @param all in the order in which they took it
 */
record Holds(List<Hold> all) {

    static final Holds NONE = new Holds(List.of());

    Holds {
        all = List.copyOf(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** {@return whether no other request is among them} */
    boolean areOnlyOf(long number) {
        return all.stream().allMatch(one -> one.number() == number);
    }

    /** {@return whether a request is among them} */
    boolean areAlsoOf(long number) {
        return all.stream().anyMatch(one -> one.number() == number);
    }

    Optional<Owner> first() {
        return all.stream().findFirst().map(Hold::owner);
    }

    /**
     * Adds the request that a scope belongs to.
     *
     * @param scope in which the dependent is taken
     * @param key its place
     * @return these and that one
     */
    Holds with(RequestScope scope, TreeKey key) {
        long number = scope.sequence().number();
        Hold known = new Hold(number, scope.owner(), Set.of(), Set.of());
        List<Hold> others = new ArrayList<>();
        for (Hold one : all) {
            if (one.number() == number) {
                known = one;
            } else {
                others.add(one);
            }
        }
        others.add(
                all.indexOf(known) < 0 ? others.size() : all.indexOf(known),
                more(known, scope, key));
        return new Holds(others);
    }

    /** What is taken while an event is served belongs to nothing that an outside request names. */
    private static Hold more(Hold known, RequestScope scope, TreeKey key) {
        Set<TreeKey> roots = new HashSet<>(known.roots());
        if (!scope.roots().isEmpty()) {
            roots.add(scope.origin(key));
        }
        Set<TreeKey> through = new HashSet<>(known.through());
        through.addAll(scope.through());
        return new Hold(known.number(), known.owner(), roots, through);
    }

    /** {@return what they were taken for and through} */
    Set<TreeKey> places() {
        return all.stream()
                .flatMap(one -> Stream.concat(one.roots().stream(), one.through().stream()))
                .collect(toSet());
    }

    /** {@return whether one of them was taken for this resource} */
    boolean has(TreeKey root) {
        return all.stream().anyMatch(one -> one.roots().contains(root));
    }

    /** {@return those that were not taken for a resource, which comes back} */
    Holds without(TreeKey root) {
        return only(one -> !one.roots().contains(root));
    }

    /** {@return those whose requests are not over; what an event took is ended by nobody else} */
    Holds lasting(Slots slots) {
        return only(one -> one.roots().isEmpty() || !isOver(one, slots, true));
    }

    /**
     * Hands over what was taken for a resource that has come back: to whoever holds what the
     * dependent was taken through, since that keeps it away, and to the others that hold it. Who
     * takes the same resource later has no part in it.
     *
     * @param ended the resource
     * @param slots what is open without it
     * @return those that hold it from now on; the same, which have ended, where nobody else does
     */
    Holds handedOver(TreeKey ended, Slots slots) {
        if (!has(ended)) {
            return this;
        }
        Holds heirs =
                new Holds(all.stream().flatMap(one -> heirs(one, ended, slots)).toList()).merged();
        return heirs.lasting(slots).isEmpty() ? ended() : heirs;
    }

    private Holds ended() {
        return new Holds(all.stream().map(Hold::end).toList());
    }

    /** {@return these without what was taken for a resource that is ended, and others} */
    Holds leftTo(List<Hold> others, TreeKey ended) {
        Stream<Hold> left = all.stream().flatMap(one -> without(one, ended));
        return new Holds(Stream.concat(left, others.stream()).toList()).merged();
    }

    private static Stream<Hold> without(Hold hold, TreeKey ended) {
        if (!hold.roots().contains(ended)) {
            return Stream.of(hold);
        }
        Set<TreeKey> left =
                hold.roots().stream().filter(one -> !one.equals(ended)).collect(toSet());
        return left.isEmpty() ? Stream.of() : Stream.of(hold.of(left));
    }

    private static Stream<Hold> heirs(Hold hold, TreeKey ended, Slots slots) {
        if (!hold.roots().contains(ended)) {
            return Stream.of(hold);
        }
        Set<TreeKey> left = hold.roots().stream().filter(slots::isTaken).collect(toSet());
        return hold.ended() || left.isEmpty() ? slots.heirs(hold) : Stream.of(hold.of(left));
    }

    /** Each request once, where it stood first. */
    private Holds merged() {
        Map<Long, Hold> merged = new LinkedHashMap<>();
        all.forEach(one -> merged.merge(one.number(), one, Hold::and));
        return new Holds(List.copyOf(merged.values()));
    }

    /** {@return whether nobody but events took it} */
    boolean areOfEvents() {
        return all.stream().allMatch(one -> one.roots().isEmpty());
    }

    /** {@return whether all their requests are over} */
    boolean areOver(Slots slots) {
        return all.stream().allMatch(one -> isOver(one, slots, false));
    }

    /**
     * {@return whether one of their requests is of an earlier run, and neither redone nor undone}
     */
    boolean areWaiting(Slots slots) {
        return all.stream().flatMap(one -> one.roots().stream()).anyMatch(slots::isWaiting);
    }

    /** {@return whether nobody holds it but requests that wait to be redone or undone} */
    boolean areLeftToWait(Slots slots) {
        List<Hold> lasting = lasting(slots).all();
        return !lasting.isEmpty() && lasting.stream().allMatch(slots::isLeftToWait);
    }

    private Holds only(Predicate<Hold> wanted) {
        return new Holds(all.stream().filter(wanted).toList());
    }

    private static boolean isOver(Hold hold, Slots slots, boolean byEvents) {
        return !slots.isRooted(hold)
                && hold.through().stream().noneMatch(key -> slots.isHeld(key, byEvents));
    }
}
