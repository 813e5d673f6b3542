// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.journal.OpenRequest;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The DR requests in progress, as others see them. Safe for use by several threads. */
public final class OpenRequests {

    private final Object lock;
    private final Slots slots;
    private final Rights rights;

    OpenRequests(Object lock, Slots slots, Rights rights) {
        this.lock = lock;
        this.slots = slots;
        this.rights = rights;
    }

    /**
     * Finds out what of a list comes to its end: nothing is open on the rest, or it is another's.
     *
     * @param scope who ends it
     * @param step the end
     * @param places the list
     * @param flags tell whether it is about the roots of file systems
     * @return the names of what may be ended, in order
     */
    public List<String> ending(
            RequestScope scope, Step step, List<ResolvedName> places, RcmFlags flags) {
        boolean filesys = flags.has(RcmFlags.FILESYS);
        synchronized (lock) {
            return places.stream()
                    .filter(place -> mayEnd(scope, step, slots.find(place.key(), filesys)))
                    .map(ResolvedName::text)
                    .toList();
        }
    }

    private boolean mayEnd(RequestScope scope, Step step, DrEntry entry) {
        return entry != null && rights.refusal(entry, scope, step).isEmpty();
    }

    /**
     * Tells whether somebody has gone on with a DR request that a query had taken.
     *
     * @param number of the request that asked
     * @param key the place
     * @param filesys whether it was taken as the root of a file system
     * @return whether what is open there is another request's, and the query is over with that
     */
    public boolean isGoneOnWith(long number, TreeKey key, boolean filesys) {
        synchronized (lock) {
            DrEntry entry = slots.find(key, filesys);
            return entry != null
                    && entry.number() != number
                    && !entry.course().wasQueriedBy(number);
        }
    }

    /**
     * Finds who has to be asked when what an earlier run left behind is redone.
     *
     * @param scope in which it is redone
     * @param place what or whose dependent it is
     * @param filesys whether it was taken as the root of a file system
     * @return whom that run called there for it; nobody where that has been redone already
     */
    public Set<Called> awaited(RequestScope scope, ResolvedName place, boolean filesys) {
        synchronized (lock) {
            DrEntry entry = slots.find(place.key(), filesys);
            boolean isRedone = scope.isRecovering() && entry != null && entry.isPending();
            return isRedone && isLeftBy(entry, scope.roots()) ? entry.called() : Set.of();
        }
    }

    /** What it takes along only now waits for those that another request waits for. */
    private static boolean isLeftBy(DrEntry entry, Set<TreeKey> roots) {
        Holds before = entry.course().lasting().holds();
        return before.isEmpty() || roots.stream().anyMatch(before::has);
    }

    /** {@return all DR requests, as the journal keeps them} */
    public List<OpenRequest> saved() {
        synchronized (lock) {
            return slots.all().map(EntryViews::saved).toList();
        }
    }

    /** {@return the flags that a DR request was made with; none where there is no such request} */
    public RcmFlags flagsOf(TreeKey key, boolean filesys) {
        synchronized (lock) {
            DrEntry entry = slots.find(key, filesys);
            return entry == null ? RcmFlags.NONE : entry.flags();
        }
    }

    /** {@return who was called under a DR request; nobody where there is no such request} */
    public Set<Called> calledOn(TreeKey key, boolean filesys) {
        synchronized (lock) {
            DrEntry entry = slots.find(key, filesys);
            return entry == null ? Set.of() : entry.called();
        }
    }

    /** {@return the state of the unmarked DR request on exactly this resource, if there is one} */
    public Optional<RcmState> stateOf(TreeKey key) {
        synchronized (lock) {
            return Optional.ofNullable(slots.find(key, false)).map(DrEntry::state);
        }
    }

    /**
     * Finds what keeps others from registering. What an earlier run left behind does not before it
     * is redone or undone: its registrants have to come back first.
     *
     * @param key a place
     * @return the tuple of the first DR request there or above
     */
    public Optional<InfoTuple> inTheWayOf(TreeKey key) {
        return inTheWayOf(key, entry -> !entry.isUntouched());
    }

    /**
     * Finds what keeps a module from registering. Whom an earlier run called comes back to be asked
     * or told, though what it let go of was taken along meanwhile with a request that was redone.
     *
     * @param key a place
     * @param who registers there, and for what
     * @return the tuple of the first DR request there or above
     */
    public Optional<InfoTuple> inTheWayOf(TreeKey key, Called who) {
        return inTheWayOf(
                key, entry -> !entry.isUntouched() && !(entry.isToComeBack(who) && isAwaited(who)));
    }

    /** {@return whether a request that called it is still to be redone or undone} */
    private boolean isAwaited(Called who) {
        return slots.all()
                .filter(entry -> entry.called().contains(who))
                .anyMatch(entry -> entry.isPending() || entry.holds().areWaiting(slots));
    }

    private Optional<InfoTuple> inTheWayOf(TreeKey key, Predicate<DrEntry> counts) {
        synchronized (lock) {
            return slots.atOrAbove(key).stream()
                    .filter(counts)
                    .findFirst()
                    .map(entry -> EntryViews.busy(entry, slots.outside(entry).limit(1).toList()));
        }
    }

    /** {@return a tuple for each DR request, last slot first} */
    public List<InfoTuple> listing() {
        synchronized (lock) {
            List<InfoTuple> tuples = new ArrayList<>(slots.all().map(EntryViews::listed).toList());
            Collections.reverse(tuples);
            return tuples;
        }
    }

    /** {@return the DR requests, oldest first} */
    public List<DrRequest> requests() {
        synchronized (lock) {
            return slots.all()
                    .map(EntryViews::snapshot)
                    .sorted(Comparator.comparing(DrRequest::since))
                    .toList();
        }
    }
}
