// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.journal.OpenRequest;
import io.lastpath.engine.internal.names.TreeKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * DR requests that nobody goes on with by himself: those of an earlier run, those of initiators
 * that have gone, and dependents whose request is over. Safe for use by several threads, with the
 * table's lock.
 */
public final class Leftovers {

    private final Object lock;
    private final Slots slots;
    private final Set<Long> asking;
    private final Runnable changed;

    Leftovers(Object lock, Slots slots, Set<Long> asking, Runnable changed) {
        this.lock = lock;
        this.slots = slots;
        this.asking = asking;
        this.changed = changed;
    }

    /**
     * Takes over what an earlier run left behind. Each waits for its recovery. What was taken over
     * before, and not gone on with, was not the last word.
     */
    public void load(List<OpenRequest> saved) {
        synchronized (lock) {
            slots.all().filter(DrEntry::isPending).toList().forEach(slots::remove);
            for (OpenRequest one : saved) {
                slots.restore(new DrEntry(one));
            }
        }
    }

    /** {@return the requests of an earlier run that were neither redone nor undone, last first} */
    public List<Leftover> pending() {
        return find(entry -> entry.isPending() && !entry.isCascaded());
    }

    /**
     * Has those wait as well that this run has taken along, and that nobody holds but requests that
     * wait: a redo that failed may have taken more along than before. As after a restart, they keep
     * nobody from coming back.
     */
    public void rejoin() {
        synchronized (lock) {
            List<DrEntry> left = slots.dependents().filter(this::isLeftToWait).toList();
            left.forEach(entry -> entry.course().await());
            if (!left.isEmpty()) {
                changed.run();
            }
        }
    }

    private boolean isLeftToWait(DrEntry entry) {
        return !entry.isPending()
                && !entry.course().hasPast()
                && isIdle(entry)
                && entry.holds().areLeftToWait(slots);
    }

    /** {@return whose requests of this run are open, and who holds what they took along} */
    public Set<Owner> owners() {
        synchronized (lock) {
            return slots.all()
                    .filter(entry -> !entry.isPending())
                    .flatMap(entry -> entry.owners().stream())
                    .collect(Collectors.toSet());
        }
    }

    /** {@return the requests of this run that those left behind, last first} */
    public List<Leftover> of(Set<Owner> gone) {
        return find(entry -> isAbandonable(entry) && gone.contains(entry.owner()));
    }

    private boolean isAbandonable(DrEntry entry) {
        return !entry.isPending() && !entry.isCascaded() && isIdle(entry);
    }

    /**
     * Finds the dependents of this run whose requests are over and whose initiators have all gone:
     * nobody will end what an event took.
     *
     * @param gone who has gone
     * @return those that do not hang by others of them, last first
     */
    public List<Leftover> orphansOf(Set<Owner> gone) {
        return findFirst(entry -> isLeftAlone(entry) && gone.containsAll(entry.owners()));
    }

    private boolean isLeftAlone(DrEntry entry) {
        return !entry.isPending()
                && entry.isCascaded()
                && isIdle(entry)
                && entry.holds().areOver(slots);
    }

    /**
     * Finds the dependents of an earlier run whose requests have all been redone or undone, and
     * that were not taken along again.
     *
     * @return those that do not hang by others of them, last first
     */
    public List<Leftover> orphans() {
        return findFirst(
                entry ->
                        entry.isPending()
                                && entry.isCascaded()
                                && !entry.holds().areWaiting(slots));
    }

    /**
     * Finds the dependents that nobody holds any more, and that nothing stands between and what
     * they were taken for. Those that others hold are held by them alone from now on.
     *
     * @return the dependents that are to be given back, in slot order
     */
    public List<Leftover> lapsed() {
        synchronized (lock) {
            List<DrEntry> lapsed =
                    slots.dependents()
                            .filter(entry -> isIdle(entry) && !entry.isPending())
                            .filter(entry -> entry.lapse(slots))
                            .toList();
            return Leftover.of(first(lapsed), slots);
        }
    }

    /**
     * What others hang by comes first; of those that hang by each other, any one.
     *
     * @param all dependents that are to come back
     * @return those that can come back now
     */
    private static List<DrEntry> first(List<DrEntry> all) {
        Set<TreeKey> places = all.stream().map(DrEntry::key).collect(Collectors.toSet());
        List<DrEntry> free = all.stream().filter(one -> !one.hangsByAnyOf(places)).toList();
        return free.isEmpty() && !all.isEmpty() ? all.subList(0, 1) : free;
    }

    private List<Leftover> findFirst(Predicate<DrEntry> wanted) {
        synchronized (lock) {
            List<Leftover> found =
                    new ArrayList<>(Leftover.of(first(slots.all().filter(wanted).toList()), slots));
            Collections.reverse(found);
            return found;
        }
    }

    /**
     * Begins to give back a dependent that nobody holds any more.
     *
     * @param scope the outside request that does it
     * @param step online or resume
     * @param leftover the dependent
     * @return granted with those who have to be told in any case, or that it is gone already
     */
    public Claim giveBack(RequestScope scope, Step step, Leftover leftover) {
        synchronized (lock) {
            DrEntry entry = leftover.entry();
            if (!scope.isOpen() || !isUnchanged(leftover) || !isIdle(entry)) {
                return Claim.MISSING;
            }
            Set<Called> called = entry.isPending() ? entry.called() : Set.of();
            entry.course().end(step.target(), scope.sequence());
            scope.ended().add(entry);
            changed.run();
            return Claim.granted(called);
        }
    }

    /**
     * Notes who needs not be told that nothing comes of a request: they have said so themselves.
     */
    public void exempt(Leftover root, Set<Called> refusers) {
        synchronized (lock) {
            slots.all()
                    .filter(DrEntry::isPending)
                    .filter(
                            one ->
                                    one.key().equals(root.resource().key())
                                            || one.holds().has(root.resource().key()))
                    .forEach(one -> one.exempt(refusers));
        }
    }

    /** Notes that a request was redone in a scope, with all that it took along. */
    public void redone(RequestScope scope) {
        redoEnded(scope, Course::redone);
    }

    /** Notes that nothing came of a redo: all that it had to do with is as it was before. */
    public void unredone(RequestScope scope) {
        redoEnded(scope, Course::unredo);
    }

    private void redoEnded(RequestScope scope, Consumer<Course> how) {
        synchronized (lock) {
            scope.redone().stream()
                    .map(DrEntry::course)
                    .filter(course -> course.now().earlier() != null)
                    .forEach(how);
            changed.run();
        }
    }

    /** {@return whether it is there, and another request has gone on with it since it was found} */
    public boolean isGoneOnWith(Leftover leftover) {
        synchronized (lock) {
            return !isGone(leftover) && leftover.entry().number() != leftover.number();
        }
    }

    /** {@return whether it is not there any more, and was ended in this scope} */
    public boolean isEndedIn(RequestScope scope, Leftover leftover) {
        synchronized (lock) {
            return isGone(leftover) && scope.ended().contains(leftover.entry());
        }
    }

    /** {@return whether it is not there any more} */
    public boolean isGone(Leftover leftover) {
        synchronized (lock) {
            DrEntry entry = leftover.entry();
            return slots.find(entry.key(), entry.isFilesys()) != entry;
        }
    }

    /**
     * {@return it as it stands by now, with what it has taken along since; the same if it has gone}
     */
    public Leftover now(Leftover leftover) {
        synchronized (lock) {
            return isGone(leftover)
                    ? leftover
                    : Leftover.of(List.of(leftover.entry()), slots).get(0);
        }
    }

    /** {@return whether nobody has gone on with it since it was found} */
    public boolean isStill(Leftover leftover) {
        synchronized (lock) {
            return isUnchanged(leftover);
        }
    }

    private boolean isUnchanged(Leftover leftover) {
        DrEntry entry = leftover.entry();
        return slots.find(entry.key(), entry.isFilesys()) == entry
                && entry.number() == leftover.number()
                && entry.state() == leftover.state();
    }

    /** Says why a request waits for a person; empty for no longer. */
    public void attention(Leftover leftover, String why) {
        synchronized (lock) {
            DrEntry entry = leftover.entry();
            if (isUnchanged(leftover) && entry.isPending() && !entry.attention().equals(why)) {
                entry.attention(why);
                changed.run();
            }
        }
    }

    private List<Leftover> find(Predicate<DrEntry> wanted) {
        synchronized (lock) {
            List<Leftover> found =
                    new ArrayList<>(Leftover.of(slots.all().filter(wanted).toList(), slots));
            Collections.reverse(found);
            return found;
        }
    }

    /** What an earlier run was doing with it, nobody is doing any more. */
    private boolean isIdle(DrEntry entry) {
        return entry.isUntouched() || (!entry.isTransitional() && !asking.contains(entry.number()));
    }
}
