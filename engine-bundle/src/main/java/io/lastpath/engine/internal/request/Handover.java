// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.journal.Hold;
import io.lastpath.engine.internal.names.TreeKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Leaves dependents of a DR request that ends to another one that keeps them away as well. Safe for
 * use by several threads, with the table's lock.
 */
public final class Handover {

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
                    slots.atOrAbove(other).stream()
                            .filter(Handover::isOut)
                            .flatMap(one -> holds(one, ended))
                            .toList();
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
                && entry.isCascaded()
                && rights.refusal(entry, scope, Step.DO_REMOVE).isEmpty();
    }

    /** What is only asked about may stay, and what is ending does not wait for others any more. */
    private static boolean isOut(DrEntry entry) {
        return !entry.isQuerying() && !entry.isTransitional();
    }

    private static Stream<Hold> holds(DrEntry entry, TreeKey ended) {
        Stream<Hold> all =
                entry.isCascaded()
                        ? entry.holds().all().stream().map(one -> one.through(Set.of(entry.key())))
                        : Stream.of(
                                new Hold(
                                        entry.number(),
                                        entry.owner(),
                                        Set.of(entry.key()),
                                        Set.of()));
        return all.filter(one -> !one.roots().contains(ended));
    }
}
