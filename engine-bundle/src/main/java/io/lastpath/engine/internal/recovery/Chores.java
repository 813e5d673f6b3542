// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.recovery;

import io.lastpath.engine.internal.call.Waits;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.request.Leftover;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Works on leftovers one after the other, as long as each is done soon. One that takes longer goes
 * on by itself: only what has to do with it waits until it has ended. Safe for use by several
 * threads.
 */
public final class Chores {

    /** So long one is waited for; what is done in good order is done sooner. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** So long all that are not done soon are waited for in one turn. */
    private static final long TURN_NANOS = TimeUnit.SECONDS.toNanos(4);

    /** After that, so long. */
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Registrations registrations;
    private final Executor pool;
    private final BooleanSupplier running;
    private final Setbacks setbacks;
    private final UnaryOperator<Leftover> now;
    private final Set<Chore> underWay = new HashSet<>();

    /**
     * Nothing is under way yet.
     *
     * @param registrations who is called where
     * @param pool has a thread for each
     * @param running whether the coordinator still works; if not, nothing is begun
     * @param setbacks notes what breaks down; the next is begun all the same
     * @param now finds out how one stands by now
     */
    public Chores(
            Registrations registrations,
            Executor pool,
            BooleanSupplier running,
            Setbacks setbacks,
            UnaryOperator<Leftover> now) {
        this.registrations = registrations;
        this.pool = pool;
        this.running = running;
        this.setbacks = setbacks;
        this.now = now;
    }

    /** What is done about one leftover. */
    interface Work {

        /**
         * Does it.
         *
         * @param apart whether nothing else that was under way since it began has to do with that
         */
        void run(Predicate<Ground> apart);
    }

    /** One that is under way. */
    private static final class Chore {

        private final Ground ground;
        private final Leftover one;
        private final Set<Chore> others = ConcurrentHashMap.newKeySet();

        Chore(Leftover one, Ground ground) {
            this.one = one;
            this.ground = ground;
        }

        void meet(Chore other) {
            others.add(other);
            other.others.add(this);
        }
    }

    /** {@return a look through all leftovers, which begins now} */
    public Turn turn() {
        setbacks.tidy();
        return new Turn();
    }

    /** {@return whether nothing is under way} */
    public synchronized boolean isIdle() {
        return underWay.isEmpty();
    }

    /** What another has taken along on its way counts as well. */
    private boolean isApart(Chore chore, Ground from) {
        return chore.others.stream()
                .noneMatch(
                        other ->
                                from.touches(other.ground)
                                        || from.touches(
                                                Ground.of(now.apply(other.one), registrations)));
    }

    private synchronized Optional<Chore> begin(Leftover one, Ground ground) {
        if (underWay.stream().anyMatch(other -> other.ground.touches(ground))) {
            return Optional.empty();
        }
        Chore chore = new Chore(one, ground);
        underWay.forEach(chore::meet);
        underWay.add(chore);
        return Optional.of(chore);
    }

    private synchronized void end(Chore chore) {
        underWay.remove(chore);
    }

    private CompletableFuture<Void> start(Chore chore, Leftover one, Work work) {
        try {
            return CompletableFuture.runAsync(() -> run(chore, one, work), pool);
        } catch (RejectedExecutionException e) { // stopped: the next run finishes it
            end(chore);
        } catch (RuntimeException | Error e) { // as where the host allows no further thread now
            end(chore);
            setbacks.failed(one, e);
        }
        return CompletableFuture.completedFuture(null);
    }

    private void run(Chore chore, Leftover one, Work work) {
        try {
            work.run(ground -> isApart(chore, ground));
            setbacks.passed(one);
        } catch (RuntimeException | Error e) { // nobody may be waiting for it any more
            setbacks.failed(one, e);
        } finally {
            end(chore);
        }
    }

    /** A look through all leftovers in their order. For one thread. */
    public final class Turn {

        private final List<Ground> passedOver = new ArrayList<>();
        private long left = TURN_NANOS;

        private Turn() {}

        /**
         * Works on one, and waits a while for it. Where another that has to do with it is not done,
         * it is left for a later turn, and so is what has to do with it. What broke down a moment
         * ago is left alone, and keeps nothing else from being begun.
         */
        void take(Leftover one, Work work) {
            if (!setbacks.isDue(one)) {
                return;
            }
            Ground ground = Ground.of(one, registrations);
            if (!running.getAsBoolean() || passedOver.stream().anyMatch(ground::touches)) {
                passedOver.add(ground);
                return;
            }
            begin(one, ground)
                    .ifPresentOrElse(
                            chore -> await(start(chore, one, work)), () -> passedOver.add(ground));
        }

        private void await(CompletableFuture<Void> end) {
            long patience = Math.max(SHORTEST_NANOS, Math.min(PATIENCE_NANOS, left));
            try {
                Waits.get(end, patience);
            } catch (TimeoutException e) {
                left -= patience;
            } catch (ExecutionException e) { // run catches all
                throw new IllegalStateException(e);
            }
        }
    }
}
