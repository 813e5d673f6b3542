// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who may take what, and go on with what. Guarded by the table's lock. */
final class Rights {

    private final Slots slots;
    private final Set<Long> asking;

    Rights(Slots slots, Set<Long> asking) {
        this.slots = slots;
        this.asking = asking;
    }

    /** Looks whether a place is free. One on it or above it says it all; each below is named. */
    Optional<Claim> conflict(RequestScope scope, TreeKey key, boolean filesys) {
        List<DrEntry> above = filesys ? List.of() : slots.atOrAbove(key);
        int last = above.isEmpty() ? Integer.MAX_VALUE : above.get(0).slot();
        List<DrEntry> inTheWay = new ArrayList<>();
        for (DrEntry entry : slots.below(key)) {
            if (entry.slot() < last) {
                inTheWay.add(entry);
            }
        }
        above.stream().findFirst().ifPresent(inTheWay::add);
        if (inTheWay.isEmpty()) {
            return Optional.empty();
        }
        if (Stream.concat(inTheWay.stream(), above.stream())
                .allMatch(one -> isPassing(one, scope))) {
            scope.said().hindered();
        }
        return Optional.of(Claim.conflict(inTheWay.stream().map(EntryViews::busy).toList()));
    }

    /** {@return whether somebody else only asks about it, or is just taking or ending it} */
    private boolean isPassing(DrEntry entry, RequestScope scope) {
        boolean own = entry.number() == scope.outside();
        boolean asked = entry.course().unasked().isQuerying() && asking.contains(entry.number());
        return !own && (asked || (entry.isTransitional() && !entry.isPending()));
    }

    /** Looks whether somebody may go on with a DR request. */
    Optional<Claim> refusal(DrEntry entry, RequestScope scope, Step step) {
        boolean busy = isBusy(entry, scope, step) || isRedoneElsewhere(entry, scope, step);
        if (!busy && isAllowed(entry, scope, step)) {
            return Optional.empty();
        }
        List<InfoTuple> tuples = List.of(EntryViews.busy(entry, slots.outside(entry).toList()));
        if (!step.isEnding() && (busy || isPassing(entry, scope))) {
            scope.said().hindered();
        }
        return Optional.of(
                busy || entry.isTransitional() ? Claim.later(tuples) : Claim.conflict(tuples));
    }

    /**
     * A process may ask twice about one resource, as RCM lets it; a person has two consoles. What
     * was asked for by itself is no module's to go on with, sooner or later.
     */
    private boolean isBusy(DrEntry entry, RequestScope scope, Step step) {
        return entry.isQuerying()
                && (entry.isCascaded() || !scope.isCascaded())
                && entry.number() != scope.sequence().number()
                && asking.contains(entry.number())
                && (step.isEnding() || scope.intent().initiator().pid() == Initiator.NO_PID);
    }

    /** Two that are redone at once share nothing before one has ended, well or not. */
    private boolean isRedoneElsewhere(DrEntry entry, RequestScope scope, Step step) {
        boolean asked =
                entry.isPending()
                        && entry.isQuerying()
                        && entry.number() != scope.outside()
                        && asking.contains(entry.number());
        return scope.isRecovering()
                && !step.isEnding()
                && !scope.redone().contains(entry)
                && (asked || entry.course().now().earlier() != null);
    }

    private boolean isAllowed(DrEntry entry, RequestScope scope, Step step) {
        if (entry.isPending()) {
            return scope.isRecovering()
                    ? isRecoveredBy(entry, scope)
                    : step.isEnding() && mayEndLeftover(entry, scope);
        }
        return (entry.isFor(scope, step) || isOrphan(entry, scope, step))
                && step.isAllowedFrom(entry.state());
    }

    /** What was asked for by itself is no dependent, whoever passes on to it. */
    private static boolean isRecoveredBy(DrEntry entry, RequestScope scope) {
        return entry.isCascaded() == scope.isCascaded();
    }

    /** What waits for a person may be ended by any. */
    private static boolean mayEndLeftover(DrEntry entry, RequestScope scope) {
        return scope.isCascaded()
                ? entry.isCascaded()
                : !entry.attention().isEmpty() || entry.isLedBy(scope.intent());
    }

    /**
     * What was taken along and not given back with the rest, its initiator may give back itself.
     */
    private boolean isOrphan(DrEntry entry, RequestScope scope, Step step) {
        return step.isEnding()
                && entry.isLedBy(scope.intent())
                && entry.isCascaded()
                && entry.holds().areOver(slots);
    }

    /** Moves a DR request on, which has to be allowed. */
    Claim grant(DrEntry entry, RequestScope scope, Step step) {
        boolean comesBack = step.isEnding() && entry.isCascaded() && scope.isCascaded();
        if (comesBack && isLeftToOthers(entry, scope)) {
            return Claim.HELD;
        }
        Set<Called> called = entry.isPending() ? entry.called() : Set.of();
        if (step.isEnding()) {
            entry.course().end(step.target(), scope.sequence());
            scope.ended().add(entry);
        } else if (scope.isRecovering()) {
            scope.redone().add(entry);
            entry.course().redo(step.target(), scope.sequence());
        } else {
            entry.course().advance(step.target(), scope.sequence());
        }
        return Claim.granted(called);
    }

    /**
     * A module may give back what only others took along, as paths bring disks back; but not where
     * the coordinator ends something by itself: a dependent, or a request of an earlier run, of
     * which nobody knows whom its modules had asked.
     */
    private boolean isLeftToOthers(DrEntry entry, RequestScope scope) {
        TreeKey origin = scope.origin(entry.key());
        return entry.release(origin)
                || ((scope.isRecovering() || slots.isDependent(origin))
                        && !entry.holds().has(origin)
                        && !entry.holds().areOver(slots));
    }
}
