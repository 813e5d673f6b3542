// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.recovery;

import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.initiator.Presence;
import io.lastpath.engine.internal.registry.Registrant;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.request.Leftover;
import io.lastpath.engine.internal.request.Leftovers;
import io.lastpath.rcm.Initiator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Ends what initiators left behind that have gone, and forgets their registrations. What a module
 * is being called for is left alone until that is over. For one thread at a time.
 */
public final class Reaping {

    private final Leftovers leftovers;
    private final Registrations registrations;
    private final Presence presence;
    private final Finishing finishing;
    private final Retries retries;

    public Reaping(
            Leftovers leftovers,
            Registrations registrations,
            Presence presence,
            Finishing finishing,
            LongSupplier nanos) {
        this.leftovers = leftovers;
        this.registrations = registrations;
        this.presence = presence;
        this.finishing = finishing;
        this.retries = new Retries(leftovers, nanos);
    }

    /** Ends what can be ended now, last slot first, if anybody has gone. */
    public void attempt(Chores.Turn turn) {
        retries.tidy();
        Set<Owner> gone = new HashSet<>(leftovers.owners());
        gone.removeIf(this::isPresent);
        if (!gone.isEmpty() || !registrations.ofProcesses().stream().allMatch(this::isPresent)) {
            retries.inTurn(leftovers.of(gone)).stream()
                    .filter(retries::isDue)
                    .forEach(one -> turn.take(one, apart -> undo(one)));
            giveBack(turn, () -> leftovers.orphansOf(gone));
            cleanUp();
        }
    }

    /** The one before may have taken a while: its initiator may be back. */
    private void undo(Leftover one) {
        if (leftovers.isStill(one) && !isPresent(one.owner())) {
            attempted(one, finishing.undo(one));
        }
    }

    private void attempted(Leftover one, String why) {
        if (!why.isEmpty()) {
            retries.failed(one);
        }
    }

    /**
     * Gives back dependents that nobody holds any more: somebody was asking about them when the
     * last who held them let go.
     */
    public void giveBackLapsed(Chores.Turn turn) {
        giveBack(turn, leftovers::lapsed);
    }

    /** Each that comes back may leave others behind. */
    private void giveBack(Chores.Turn turn, Supplier<List<Leftover>> dependents) {
        Set<Leftover> tried = new HashSet<>();
        List<Leftover> found = dependents.get();
        while (tried.addAll(found)) {
            found.stream()
                    .filter(retries::isDue)
                    .forEach(one -> turn.take(one, apart -> giveBack(one)));
            found = dependents.get();
        }
    }

    private void giveBack(Leftover one) {
        if (leftovers.isStill(one)) {
            attempted(one, finishing.giveBack(one));
        }
    }

    /** Forgets who was removed, and the registrations of processes that have gone. */
    public void cleanUp() {
        registrations.cleanUp(this::isPresent);
    }

    private boolean isPresent(Owner owner) {
        return presence.isPresent(owner.intent().initiator(), owner.mark());
    }

    private boolean isPresent(Registrant one) {
        return one.pid() == 0 || presence.isPresent(Initiator.process(one.pid()), one.mark());
    }
}
