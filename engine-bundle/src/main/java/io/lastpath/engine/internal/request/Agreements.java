// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.engine.internal.registry.Departures;
import io.lastpath.engine.internal.registry.Registrant;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who was asked in one operation, at all depths of its cascade, and who of them has not been told
 * yet. Safe for use by several threads.
 */
public final class Agreements {

    private volatile Departures since = Departures.NONE;
    private final Map<TreeKey, Set<Registrant>> noted = new ConcurrentHashMap<>();
    private final Map<TreeKey, Set<Registrant>> asked = new ConcurrentHashMap<>();
    private final Set<Registrant> told = ConcurrentHashMap.newKeySet();
    private final Set<Registrant> described = ConcurrentHashMap.newKeySet();
    private final Set<Called> informed = ConcurrentHashMap.newKeySet();

    /** Notes who is to be called in the walk of a place. */
    public void noted(TreeKey place, Registrant one) {
        noted.computeIfAbsent(place, any -> ConcurrentHashMap.newKeySet()).add(one);
    }

    /** Notes what tells who leaves from now on; {@link Departures#NONE} for nobody any more. */
    public void watching(Departures watch) {
        since = watch;
    }

    /** Notes that all who were to register by now have been waited for. */
    public void waited() {
        if (isWatching()) {
            since.waited();
        }
    }

    /** {@return whether somebody tells who leaves} */
    public boolean isWatching() {
        return since != Departures.NONE;
    }

    /**
     * Finds who was to be called in the walk of a place, and whose module has left since.
     *
     * @param place the place
     * @param done the state of who has let go already
     * @param isRetiring whether those are called as well who were told that all is gone
     * @param isReached tells of somebody who was there at the beginning whether the walk gets there
     * @return those who were there at the beginning or were noted later, called or not
     */
    public Stream<Registrant> left(
            TreeKey place, RcmState done, boolean isRetiring, Predicate<Registrant> isReached) {
        Stream<Registrant> before = since.otherThan(done, isRetiring).filter(isReached);
        Stream<Registrant> later =
                noted.getOrDefault(place, Set.of()).stream().filter(one -> one.module().hasLeft());
        return Stream.concat(before, later).distinct();
    }

    /** {@return who was interested in any of these when it began, and whose module has left} */
    public Stream<Registrant> left(Set<RegistrationKind> kinds) {
        return since.present(kinds);
    }

    /**
     * {@return whether somebody was asked in the walk of a place, or told; a module that has come
     * back meanwhile stands for the one that left}
     */
    public boolean isCalled(TreeKey place, Registrant one) {
        return isAmong(called(place), one);
    }

    /** {@return whether a module was asked in the walk of a place, or told} */
    public boolean isCalled(TreeKey place, Called one) {
        return isAmong(called(place), one);
    }

    private Stream<Registrant> called(TreeKey place) {
        return Stream.concat(asked.getOrDefault(place, Set.of()).stream(), told.stream());
    }

    /** Notes who is asked how he uses something. */
    public void described(Registrant one) {
        described.add(one);
    }

    /** {@return whether somebody was asked how he uses something, or a module that came back} */
    public boolean isDescribed(Registrant one) {
        return isAmong(described.stream(), one);
    }

    /** {@return whether he is one of these, or his module came back and is there for him} */
    public static boolean isAmong(Stream<Registrant> these, Registrant one) {
        return one.pid() == 0 ? isAmong(these, one.called()) : these.anyMatch(one::equals);
    }

    private static boolean isAmong(Stream<Registrant> these, Called one) {
        return these.anyMatch(other -> other.pid() == 0 && other.called().equals(one));
    }

    /** Notes who was told how a DR request ends. */
    public void informed(Called one) {
        informed.add(one);
    }

    /** {@return whether a module was told how a DR request ends} */
    public boolean isInformed(Called one) {
        return informed.contains(one);
    }

    /** Notes who is asked in the walk of a place. */
    public void asked(TreeKey place, Registrant one) {
        asked.computeIfAbsent(place, any -> ConcurrentHashMap.newKeySet()).add(one);
    }

    /** Notes who is told: whatever becomes of the registration, it is not missed any more. */
    public void told(Registrant one) {
        told.add(one);
    }

    /** Notes that all who are there now are asked in the walk of a place. */
    public void asked(TreeKey place) {
        asked.computeIfAbsent(place, any -> ConcurrentHashMap.newKeySet());
    }

    /** {@return whether those at a place were asked, and he was not among them} */
    public boolean isNew(TreeKey place, Registrant one) {
        return asked.containsKey(place) && !asked.get(place).contains(one);
    }

    /** {@return who was asked in the walk of a place and waits to be told} */
    public List<Registrant> untold(TreeKey place) {
        return asked.getOrDefault(place, Set.of()).stream()
                .filter(one -> !told.contains(one))
                .toList();
    }
}
