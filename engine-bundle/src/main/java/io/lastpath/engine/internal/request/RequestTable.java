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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The DR requests in progress. Safe for use by several threads; the lock is shared with the
 * registrations, so that nobody can register for what is being taken, and is held for a moment
 * only.
 */
public final class RequestTable {

    private final Object lock;
    private final Clock clock;
    private final Runnable changed;

    private final Slots slots = new Slots();
    private final Set<Long> asking = new HashSet<>();
    private final Rights rights = new Rights(slots, asking);
    private final Leftovers leftovers;
    private long version;

    public RequestTable(Object lock, Clock clock, Runnable changed) {
        this.lock = lock;
        this.clock = clock;
        this.changed = changed;
        this.leftovers = new Leftovers(lock, slots, asking, this::note);
    }

    /** {@return what earlier runs and initiators that have gone left behind} */
    public Leftovers leftovers() {
        return leftovers;
    }

    /** Notes a change that the journal is to keep; called with the lock held. */
    public void note() {
        version++;
        changed.run();
    }

    /** {@return grows with each change that the journal is to keep} */
    public long version() {
        synchronized (lock) {
            return version;
        }
    }

    /** {@return all DR requests, as the journal keeps them} */
    public List<OpenRequest> saved() {
        synchronized (lock) {
            return slots.all().map(EntryViews::saved).toList();
        }
    }

    /** Notes that a request is under way, so that what it queries is not ended behind it. */
    public void begin(long number) {
        synchronized (lock) {
            asking.add(number);
        }
    }

    /** Notes that a request is over: what it only asked about is as far as it was before. */
    public void finish(long number) {
        synchronized (lock) {
            asking.remove(number);
            slots.all().forEach(entry -> entry.finish(number));
            boolean settled =
                    slots.all()
                                    .filter(entry -> entry.number() == number)
                                    .filter(DrEntry::settleQuery)
                                    .count()
                            > 0;
            if (settled) {
                note();
            }
        }
    }

    /**
     * Takes a resource for the query of a request.
     *
     * @param scope who wants it
     * @param step the query
     * @param name the resource
     * @param flags of the request
     * @param interval of a suspend; zero for none
     * @return granted, or what is in the way
     */
    public Claim take(
            RequestScope scope, Step step, ResolvedName name, RcmFlags flags, Duration interval) {
        synchronized (lock) {
            if (!scope.isOpen()) {
                return Claim.VOID;
            }
            boolean filesys = flags.has(RcmFlags.FILESYS);
            DrEntry entry = slots.find(name.key(), filesys);
            if (entry == null && scope.isRecovering() && !scope.isCascaded()) {
                return Claim.MISSING; // its owner has ended it meanwhile
            }
            Optional<Claim> refusal =
                    entry == null
                            ? rights.conflict(name.key(), filesys)
                            : rights.refusal(entry, scope, step);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            if (entry == null) {
                entry = new DrEntry(scope, name, flags, clock.instant());
                entry.start(step.target(), scope.sequence(), interval);
                if (scope.isCascaded()) {
                    entry.hold(scope);
                }
                slots.insert(entry);
            } else {
                RcmFlags with = scope.isRecovering() ? entry.flags() : flags;
                entry.query(step.target(), scope.sequence(), with, interval);
                if (entry.isCascaded() && !isAgain(scope)) {
                    entry.hold(scope);
                }
            }
            note();
            return Claim.GRANTED;
        }
    }

    /** Who was asked in an earlier run took what it wanted then: redone, that holds no more. */
    private boolean isAgain(RequestScope scope) {
        WalkMark walk = scope.walking();
        if (!scope.isRecovering() || walk == null) {
            return false;
        }
        DrEntry asked = slots.find(walk.key(), walk.filesys());
        return asked != null && asked.wasCalled(scope.caller());
    }

    /** Notes who is about to be called under a DR request. */
    public void calling(ResolvedName name, boolean filesys, Set<Called> called) {
        synchronized (lock) {
            DrEntry entry = slots.find(name.key(), filesys);
            if (entry != null && entry.calling(called)) {
                note();
            }
        }
    }

    /**
     * Moves a DR request on.
     *
     * @param scope who wants it
     * @param step where to
     * @param name the resource
     * @param filesys whether the request carries the file system mark
     * @return granted, or why not
     */
    public Claim advance(RequestScope scope, Step step, ResolvedName name, boolean filesys) {
        synchronized (lock) {
            DrEntry entry = slots.find(name.key(), filesys);
            if (!scope.isOpen()) {
                return Claim.VOID;
            }
            if (entry == null) {
                return Claim.MISSING;
            }
            Optional<Claim> refusal = rights.refusal(entry, scope, step);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            Claim granted = rights.grant(entry, scope, step);
            note();
            return granted;
        }
    }

    /** Takes a notice back before anybody was told: the DR request is as it was before. */
    public void back(RequestScope scope, ResolvedName name, boolean filesys) {
        synchronized (lock) {
            DrEntry entry = slots.find(name.key(), filesys);
            if (entry != null && isOf(entry, scope) && entry.restore()) {
                note();
            }
        }
    }

    /**
     * Says how a step ended.
     *
     * @param scope whose step it was
     * @param step the step
     * @param name the resource
     * @param filesys whether the request carries the file system mark
     * @param state the state that stays
     */
    public void settle(
            RequestScope scope, Step step, ResolvedName name, boolean filesys, RcmState state) {
        synchronized (lock) {
            DrEntry entry = slots.find(name.key(), filesys);
            boolean broken = !scope.isRunning(); // what is broken off by a stop is undone later
            if (!broken && entry != null && entry.state() == step.target() && isOf(entry, scope)) {
                entry.advance(state, scope.sequence());
                note();
            }
        }
    }

    /** Ends a DR request. */
    public void end(RequestScope scope, ResolvedName name, boolean filesys) {
        synchronized (lock) {
            DrEntry entry = slots.find(name.key(), filesys);
            if (entry != null && isOf(entry, scope)) {
                drop(entry);
            }
        }
    }

    /**
     * Finds what a request has taken, at all depths.
     *
     * @param number of the request
     * @param wanted which of them; asked with the lock held
     * @return the entries in slot order
     */
    public List<DrEntry> taken(long number, Predicate<DrEntry> wanted) {
        synchronized (lock) {
            return slots.all()
                    .filter(entry -> entry.number() == number || entry.wasQueriedBy(number))
                    .filter(entry -> !entry.isUntouched())
                    .filter(wanted)
                    .toList();
        }
    }

    /** {@return whether the entry was there before the query that holds it now} */
    public boolean isRepeat(DrEntry entry) {
        synchronized (lock) {
            return entry.hasPast();
        }
    }

    /** Takes a query back: the DR request becomes what it was before, or goes. */
    public void takeBack(DrEntry entry, long number) {
        synchronized (lock) {
            boolean isLast = entry.number() == number; // nobody else has gone on with it since
            if (isLast && !entry.restore()) {
                drop(entry);
            }
            entry.forgetQueriesOf(number);
            note();
        }
    }

    /** {@return the flags that a DR request was made with; none where there is no such request} */
    public RcmFlags flagsOf(TreeKey key, boolean filesys) {
        synchronized (lock) {
            DrEntry entry = slots.find(key, filesys);
            return entry == null ? RcmFlags.NONE : entry.flags();
        }
    }

    /** {@return the state of the unmarked DR request on exactly this resource, if there is one} */
    public Optional<RcmState> stateOf(TreeKey key) {
        synchronized (lock) {
            return Optional.ofNullable(slots.find(key, false)).map(DrEntry::state);
        }
    }

    /**
     * Finds what keeps others from registering. What an earlier run left behind does not: its
     * registrants have to come back first.
     *
     * @param key a place
     * @return the tuple of the first DR request there or above
     */
    public Optional<InfoTuple> inTheWayOf(TreeKey key) {
        return inTheWayOf(key, entry -> !entry.isPending());
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
        return inTheWayOf(key, entry -> !entry.isPending() && !entry.isToComeBack(who));
    }

    private Optional<InfoTuple> inTheWayOf(TreeKey key, Predicate<DrEntry> counts) {
        synchronized (lock) {
            return slots.atOrAbove(key).stream().filter(counts).findFirst().map(EntryViews::busy);
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

    private static boolean isOf(DrEntry entry, RequestScope scope) {
        return entry.number() == scope.sequence().number();
    }

    private void drop(DrEntry entry) {
        if (slots.remove(entry)) {
            if (!entry.isCascaded() && !slots.isTaken(entry.key())) {
                slots.dependents().forEach(one -> one.handOver(entry.key(), slots));
            }
            note();
        }
    }
}
