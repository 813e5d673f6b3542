// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.recovery;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.call.Modules;
import io.lastpath.engine.internal.initiator.Presence;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.request.Leftover;
import io.lastpath.engine.internal.request.Leftovers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Finishes what an earlier run left behind: what its initiator still wants is redone, the rest is
 * undone, and those who were called are told. A request whose modules are not back waits for them,
 * and after a while says that it needs a person. For one thread at a time.
 */
public final class Recovery {

    private final Leftovers leftovers;
    private final Modules modules;
    private final Registrations registrations;
    private final Presence presence;
    private final Finishing finishing;
    private final LongSupplier nanos;
    private final long started;
    private final Consumer<ModuleSlot> reminder;
    private final Retries retries;
    private final Map<ModuleSlot, Long> reminded = new WeakHashMap<>();

    /**
     * A recovery of what was loaded.
     *
     * @param leftovers what was left behind
     * @param modules the modules in service
     * @param registrations who registered for what
     * @param presence knows whether initiators are still there
     * @param finishing redoes and undoes
     * @param nanos a clock that never runs back
     * @param reminder has a module register again
     */
    public Recovery(
            Leftovers leftovers,
            Modules modules,
            Registrations registrations,
            Presence presence,
            Finishing finishing,
            LongSupplier nanos,
            Consumer<ModuleSlot> reminder) {
        this.leftovers = leftovers;
        this.modules = modules;
        this.registrations = registrations;
        this.presence = presence;
        this.finishing = finishing;
        this.nanos = nanos;
        this.reminder = reminder;
        this.started = nanos.getAsLong();
        this.retries = new Retries(leftovers, nanos);
    }

    /**
     * Finishes what can be finished now, last slot first.
     *
     * @param turn in which it is done
     * @param patienceNanos how long after the start modules are waited for in silence
     */
    public void attempt(Chores.Turn turn, long patienceNanos) {
        retries.tidy();
        leftovers.rejoin();
        boolean late = nanos.getAsLong() - started >= patienceNanos;
        for (Leftover one : retries.inTurn(leftovers.pending())) {
            // The one before may have taken a while, and its owner may have ended this one.
            if (leftovers.isStill(one) && isReady(one, late) && retries.isDue(one)) {
                turn.take(one, apart -> finish(one, apart));
            }
        }
        giveBackOrphans(turn, late);
    }

    /** Each that comes back may leave others behind. */
    private void giveBackOrphans(Chores.Turn turn, boolean late) {
        Set<Leftover> tried = new HashSet<>();
        List<Leftover> orphans = leftovers.orphans();
        while (tried.addAll(orphans)) {
            orphans.stream()
                    .filter(one -> isReady(one, late) && retries.isDue(one))
                    .forEach(one -> turn.take(one, apart -> giveBack(one)));
            orphans = leftovers.orphans();
        }
    }

    private void giveBack(Leftover one) {
        if (leftovers.isStill(one)) {
            attempted(one, finishing.giveBack(one));
        }
    }

    private void attempted(Leftover one, String why) {
        if (!why.isEmpty()) {
            leftovers.attention(one, why);
            retries.failed(one);
        }
    }

    private void finish(Leftover one, Predicate<Ground> apart) {
        if (leftovers.isStill(one)) {
            attempted(one, isWanted(one) ? finishing.redo(one, apart) : finishing.undo(one));
        }
    }

    private boolean isWanted(Leftover one) {
        return presence.isPresent(one.owner().intent().initiator(), one.owner().mark());
    }

    private boolean isReady(Leftover one, boolean late) {
        Comeback comeback = Comeback.of(one, modules, registrations);
        comeback.unfinished().forEach(this::remind);
        if (!comeback.isComplete() && late) {
            leftovers.attention(
                    one,
                    "it is of an earlier run, and "
                            + comeback.problem()
                            + "; it goes on by itself when that changes, or end it with online or"
                            + " remove");
        }
        return comeback.isComplete() && (late || comeback.unseen().isEmpty());
    }

    /** Nobody else may ask for anything, and so have modules register again. */
    private void remind(ModuleSlot module) {
        long now = nanos.getAsLong();
        if (now - reminded.computeIfAbsent(module, any -> now) >= Retries.RETRY_NANOS) {
            reminded.put(module, now);
            reminder.accept(module);
        }
    }
}
