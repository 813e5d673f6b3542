// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.journal.Hold;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.RcmState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Leaves dependents of a DR request that ends to another one that keeps them away as well. Safe for
 * use by several threads, with the table's lock.
 */
public final class Handover {

    /** What is being taken is out as well: if that fails it stays open as failed. */
    private static final Set<RcmState> OUT =
            EnumSet.of(RcmState.OFFLINING, RcmState.OFFLINE, RcmState.OFFLINE_FAIL);

    private final Object lock;
    private final Slots slots;
    private final Rights rights;
    private final Runnable changed;

    Handover(Object lock, Slots slots, Rights rights, Runnable changed) {
        this.lock = lock;
        this.slots = slots;
        this.rights = rights;
        this.changed = changed;
    }

    /**
     * Leaves one dependent to whoever holds another place.
     *
     * @param scope in which it would be told that it is gone
     * @param dependent its place
     * @param other the other place
     * @return whether it was left there: the other place is out, by a request that does not end yet
     */
    public boolean leave(RequestScope scope, TreeKey dependent, TreeKey other) {
        synchronized (lock) {
            DrEntry entry = slots.find(dependent, false);
            if (!scope.isOpen() || entry == null || !mayBeLeft(entry, scope)) {
                return false;
            }
            TreeKey ended = scope.origin(dependent);
            List<Hold> heirs =
                    slots.atOrAbove(other).stream().flatMap(one -> holdsOut(one, ended)).toList();
            if (!heirs.isEmpty()) {
                entry.leave(ended, heirs);
                changed.run();
            }
            return !heirs.isEmpty();
        }
    }

    private boolean mayBeLeft(DrEntry entry, RequestScope scope) {
        return scope.isCascaded()
                && !scope.isCancelling()
                && rights.refusal(entry, scope, Step.DO_REMOVE).isEmpty();
    }

    /** Apart from questions, which may be taken back; what is suspended is not away. */
    private static Stream<Hold> holdsOut(DrEntry entry, TreeKey ended) {
        Standing standing = entry.course().unasked();
        return OUT.contains(standing.state()) ? holds(entry, standing, ended) : Stream.empty();
    }

    private static Stream<Hold> holds(DrEntry entry, Standing standing, TreeKey ended) {
        Set<TreeKey> place = Set.of(entry.key());
        Stream<Hold> all =
                standing.holds().isEmpty()
                        ? Stream.of(
                                new Hold(
                                        standing.sequence().number(),
                                        standing.owner(),
                                        place,
                                        Set.of()))
                        : standing.holds().all().stream().map(one -> one.through(place));
        return all.filter(one -> !one.roots().contains(ended));
    }
}
