// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmState;
import java.time.Clock;
import java.time.Duration;
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
    private final OpenRequests open;
    private final Handover handover;
    private long version;

    public RequestTable(Object lock, Clock clock, Runnable changed) {
        this.lock = lock;
        this.clock = clock;
        this.changed = changed;
        this.leftovers = new Leftovers(lock, slots, asking, this::note);
        this.open = new OpenRequests(lock, slots, rights);
        this.handover = new Handover(lock, slots, rights, this::note);
    }

    /** {@return what earlier runs and initiators that have gone left behind} */
    public Leftovers leftovers() {
        return leftovers;
    }

    /** {@return what is open, for others to see} */
    public OpenRequests open() {
        return open;
    }

    /** {@return what leaves dependents to other requests} */
    public Handover handover() {
        return handover;
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

    /** Notes that a request is under way, so that what it queries is not ended behind it. */
    public void begin(long number) {
        synchronized (lock) {
            asking.add(number);
        }
    }

    /** {@return whether a request is not under way any more} */
    public boolean isOver(long number) {
        synchronized (lock) {
            return !asking.contains(number);
        }
    }

    /** Notes that a request is over: what it only asked about is as far as it was before. */
    public void finish(long number) {
        synchronized (lock) {
            asking.remove(number);
            slots.all().forEach(entry -> entry.course().finish(number));
            boolean settled =
                    slots.all()
                                    .filter(entry -> entry.number() == number)
                                    .filter(one -> one.course().settleQuery())
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
            if (!scope.isOpen() || scope.isCancelling()) {
                return Claim.VOID;
            }
            boolean filesys = flags.has(RcmFlags.FILESYS);
            DrEntry entry = slots.find(name.key(), filesys);
            if (scope.isTooLate(entry)) {
                return Claim.MISSING; // its owner has ended it meanwhile
            }
            Optional<Claim> refusal =
                    entry == null
                            ? rights.conflict(scope, name.key(), filesys)
                            : rights.refusal(entry, scope, step);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            if (entry == null) {
                entry = new DrEntry(scope, name, flags, clock.instant());
                entry.course().start(step.target(), scope, flags, interval);
                if (scope.isCascaded()) {
                    entry.hold(scope);
                }
                slots.insert(entry);
            } else {
                RcmFlags with = scope.isRecovering() ? entry.flags() : flags;
                if (scope.isRecovering()) {
                    scope.redone().add(entry);
                }
                entry.course().query(step.target(), scope, with, interval);
                if (entry.isCascaded() && !isAgain(scope)) {
                    entry.hold(scope);
                }
            }
            note();
            return Claim.GRANTED;
        }
    }

    /** Who has served it to its end took what it wanted then: redone, that holds no more. */
    private boolean isAgain(RequestScope scope) {
        WalkMark walk = scope.walking();
        if (!scope.isRecovering() || walk == null) {
            return false;
        }
        DrEntry asked = slots.find(walk.key(), walk.filesys());
        return asked != null && asked.hasServedBefore(scope.caller());
    }

    /**
     * Notes who is about to be called under a DR request.
     *
     * @return whether that is news
     */
    public boolean calling(ResolvedName name, boolean filesys, Set<Called> called) {
        synchronized (lock) {
            DrEntry entry = slots.find(name.key(), filesys);
            boolean news = entry != null && entry.calling(called);
            if (news) {
                note();
            }
            return news;
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
            if (scope.isCancelling()) {
                return step.isEnding() ? Claim.HELD : Claim.VOID;
            }
            if (entry == null || scope.isTooLate(entry)) {
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
            if (entry != null && isOf(entry, scope) && entry.course().restore()) {
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
                settle(entry, state, scope);
                note();
            }
        }
    }

    private static void settle(DrEntry entry, RcmState state, RequestScope scope) {
        if (scope.isRecovering()) {
            entry.course().redo(state, scope.sequence());
        } else {
            entry.course().advance(state, scope.sequence());
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
                    .filter(
                            entry ->
                                    entry.number() == number || entry.course().wasQueriedBy(number))
                    .filter(entry -> !entry.isUntouched())
                    .filter(wanted)
                    .toList();
        }
    }

    /** {@return whether the entry was there before the query that holds it now} */
    public boolean isRepeat(DrEntry entry) {
        synchronized (lock) {
            return entry.course().hasPast();
        }
    }

    /** Takes a query back: the DR request becomes what it was before, or goes. */
    public void takeBack(DrEntry entry, long number) {
        synchronized (lock) {
            boolean isLast = entry.number() == number; // nobody else has gone on with it since
            if (isLast && !entry.course().restore()) {
                drop(entry);
            }
            entry.course().forgetQueriesOf(number);
            note();
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
