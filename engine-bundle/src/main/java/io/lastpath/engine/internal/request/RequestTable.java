// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

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

    public RequestTable(Object lock, Clock clock, Runnable changed) {
        this.lock = lock;
        this.clock = clock;
        this.changed = changed;
    }

    /** Notes that a request is under way, so that what it queries is not ended behind it. */
    public void begin(long number) {
        synchronized (lock) {
            asking.add(number);
        }
    }

    /** Notes that a request is over. */
    public void finish(long number) {
        synchronized (lock) {
            asking.remove(number);
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
            DrEntry entry = find(name.key(), flags.has(RcmFlags.FILESYS));
            if (entry != null) {
                Claim refusal = refusal(entry, scope, step);
                if (refusal == null) {
                    entry.query(step.target(), scope.sequence(), interval);
                    changed.run();
                }
                return refusal == null ? Claim.GRANTED : refusal;
            }
            List<InfoTuple> conflicts = conflicts(name.key(), flags.has(RcmFlags.FILESYS));
            if (!conflicts.isEmpty()) {
                return Claim.conflict(conflicts);
            }
            entry = new DrEntry(scope, name, flags, clock.instant());
            entry.start(step.target(), scope.sequence(), interval);
            insert(entry);
            return Claim.GRANTED;
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
            DrEntry entry = find(name.key(), filesys);
            if (!scope.isOpen()) {
                return Claim.VOID;
            }
            if (entry == null) {
                return Claim.MISSING;
            }
            Claim refusal = refusal(entry, scope, step);
            if (refusal != null) {
                return refusal;
            }
            entry.advance(step.target(), scope.sequence());
            changed.run();
            return Claim.GRANTED;
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
            DrEntry entry = find(name.key(), filesys);
            if (entry != null && entry.state() == step.target() && isOf(entry, scope)) {
                entry.advance(state, scope.sequence());
                changed.run();
            }
        }
    }

    /** Ends a DR request. */
    public void end(RequestScope scope, ResolvedName name, boolean filesys) {
        synchronized (lock) {
            DrEntry entry = find(name.key(), filesys);
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
            return slots.all().filter(entry -> entry.number() == number).filter(wanted).toList();
        }
    }

    /** {@return whether the entry was there before the query that holds it now} */
    public boolean isRepeat(DrEntry entry) {
        synchronized (lock) {
            return entry.hasEarlier();
        }
    }

    /** Takes a query back: the DR request becomes what it was before, or goes. */
    public void takeBack(DrEntry entry, long number) {
        synchronized (lock) {
            if (entry.number() != number) {
                return; // somebody else has gone on with it meanwhile
            }
            if (!entry.restore() || (entry.isQuerying() && !asking.contains(entry.number()))) {
                drop(entry);
            }
            changed.run();
        }
    }

    /** {@return the flags that a DR request was made with; none where there is no such request} */
    public RcmFlags flagsOf(TreeKey key, boolean filesys) {
        synchronized (lock) {
            DrEntry entry = find(key, filesys);
            return entry == null ? RcmFlags.NONE : entry.flags();
        }
    }

    /** {@return the state of the unmarked DR request on exactly this resource, if there is one} */
    public Optional<RcmState> stateOf(TreeKey key) {
        synchronized (lock) {
            return Optional.ofNullable(find(key, false)).map(DrEntry::state);
        }
    }

    /** {@return the tuple of the first DR request on this resource or above it} */
    public Optional<InfoTuple> inTheWayOf(TreeKey key) {
        synchronized (lock) {
            return slots.atOrAbove(key).stream().findFirst().map(DrEntry::busy);
        }
    }

    /** {@return a tuple for each DR request, last slot first} */
    public List<InfoTuple> listing() {
        synchronized (lock) {
            List<InfoTuple> tuples = new ArrayList<>(slots.all().map(DrEntry::listed).toList());
            Collections.reverse(tuples);
            return tuples;
        }
    }

    /** {@return the DR requests, oldest first} */
    public List<DrRequest> requests() {
        synchronized (lock) {
            return slots.all()
                    .map(DrEntry::snapshot)
                    .sorted(Comparator.comparing(DrRequest::since))
                    .toList();
        }
    }

    private Claim refusal(DrEntry entry, RequestScope scope, Step step) {
        boolean busy =
                step.isEnding()
                        && entry.isQuerying()
                        && !isOf(entry, scope)
                        && asking.contains(entry.number());
        boolean allowed = entry.isFor(scope, step) || isOrphan(entry, scope, step);
        if (!busy && allowed && step.isAllowedFrom(entry.state())) {
            return null;
        }
        List<InfoTuple> tuples = List.of(entry.busy());
        return busy || entry.isTransitional() ? Claim.later(tuples) : Claim.conflict(tuples);
    }

    /**
     * What was taken along and not given back with the rest, its initiator may give back itself.
     */
    private boolean isOrphan(DrEntry entry, RequestScope scope, Step step) {
        return step.isEnding()
                && entry.isLedBy(scope.intent())
                && find(entry.origin(), false) == null
                && find(entry.origin(), true) == null;
    }

    /** One on the resource or above it says it all; of those below each is named. */
    private List<InfoTuple> conflicts(TreeKey key, boolean filesys) {
        List<DrEntry> above = filesys ? List.of() : slots.atOrAbove(key);
        int last = above.isEmpty() ? Integer.MAX_VALUE : above.get(0).slot();
        List<InfoTuple> tuples = new ArrayList<>();
        for (DrEntry entry : slots.below(key)) {
            if (entry.slot() < last) {
                tuples.add(entry.busy());
            }
        }
        if (!above.isEmpty()) {
            tuples.add(above.get(0).busy());
        }
        return tuples;
    }

    private boolean isOf(DrEntry entry, RequestScope scope) {
        return entry.number() == scope.sequence().number();
    }

    private DrEntry find(TreeKey key, boolean filesys) {
        return slots.find(key, filesys);
    }

    private void insert(DrEntry entry) {
        slots.insert(entry);
        changed.run();
    }

    private void drop(DrEntry entry) {
        if (slots.remove(entry)) {
            changed.run();
        }
    }
}
