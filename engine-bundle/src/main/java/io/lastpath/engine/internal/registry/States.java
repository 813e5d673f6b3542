// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.util.Collections;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * How far each registrant is with what it was asked and told. Safe for use by several threads; the
 * lock is that of the registrations.
 */
public final class States {

    private final Object lock;
    private final Consumer<Registrant> before;
    private final Runnable changed;
    private final Consumer<TreeKey> removed;

    /**
     * Knows no registrant by itself.
     *
     * @param lock guards the registrants
     * @param before is told of each registrant before it changes, with the lock held
     * @param changed is run after each change, with the lock held
     * @param removed is told where one was told that the resource is gone, with the lock held
     */
    States(Object lock, Consumer<Registrant> before, Runnable changed, Consumer<TreeKey> removed) {
        this.lock = lock;
        this.before = before;
        this.changed = changed;
        this.removed = removed;
    }

    /** {@return the state that a registrant is in} */
    public RcmState state(Registrant registrant) {
        synchronized (lock) {
            return registrant.state();
        }
    }

    /** Notes the state of a registrant. */
    public void state(Registrant registrant, RcmState state) {
        synchronized (lock) {
            if (registrant.state() != state) {
                before.accept(registrant);
                registrant.state(state);
                changed.run();
            }
        }
    }

    /** Notes the state of a registrant that was told how something ended. */
    public void settle(Registrant registrant, RcmState state) {
        synchronized (lock) {
            state(registrant, state);
            if (state == RcmState.REMOVE) {
                removed.accept(registrant.key());
            }
        }
    }

    /** Notes the state of a registrant during a query, which may be taken back. */
    public void query(Registrant registrant, RcmState state, long number) {
        synchronized (lock) {
            before.accept(registrant);
            registrant.query(state, number);
            changed.run();
        }
    }

    /** Notes what a registrant said in a query, unless he was told more meanwhile. */
    public void answered(Registrant registrant, RcmState state, long number) {
        synchronized (lock) {
            before.accept(registrant);
            registrant.answered(state, number);
            changed.run();
        }
    }

    /** Takes a query back: the registrant is again what it was before, if the query reached it. */
    public void restore(Registrant registrant, long number) {
        synchronized (lock) {
            before.accept(registrant);
            registrant.restore(number);
            changed.run();
        }
    }

    /** The same, where others have gone on meanwhile with what was asked about. */
    public void leave(Registrant registrant, long number) {
        synchronized (lock) {
            before.accept(registrant);
            registrant.leave(number);
            changed.run();
        }
    }

    /**
     * Takes a query back after which nobody asks any more: the registrant is again what it was
     * before all that were made there one within the other, if this one reached it, or all of those
     * are over.
     *
     * @param registrant who may have been asked
     * @param number of the request that asked last
     * @param isOver tells of the number of a request whether it is over; called with the lock held
     */
    public void release(Registrant registrant, long number, LongPredicate isOver) {
        synchronized (lock) {
            before.accept(registrant);
            registrant.release(number, isOver);
            changed.run();
        }
    }

    /** {@return whether the last thing that happened to a registrant is this request's query} */
    public boolean isQueriedBy(Registrant registrant, long number) {
        synchronized (lock) {
            return registrant.isLeftQueriedBy(number);
        }
    }

    /** {@return whether a registrant still had DR interest when its module left} */
    public boolean hasLeft(Registrant registrant) {
        return hasLeft(registrant, Set.of(RegistrationKind.DR));
    }

    /** {@return whether a registrant was still interested in any of these when its module left} */
    public boolean hasLeft(Registrant registrant, Set<RegistrationKind> kinds) {
        synchronized (lock) {
            return registrant.module().hasLeft()
                    && !Collections.disjoint(registrant.kinds(), kinds);
        }
    }

    /** Frees a registrant on which the query of a request is all that is left of it. */
    public void free(Registrant registrant, long number) {
        synchronized (lock) {
            if (registrant.isLeftQueriedBy(number)) {
                state(registrant, RcmState.ONLINE);
            }
        }
    }
}
