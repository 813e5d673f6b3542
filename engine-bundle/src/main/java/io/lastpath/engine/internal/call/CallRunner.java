// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.call;

import io.lastpath.rcm.RcmModule;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Calls modules, each on a thread of the pool, while the caller waits for the answer, but no longer
 * than the module's time limit, its presence and the coordinator last. An interrupt of the caller
 * breaks nothing off. Safe for use by several threads.
 */
public final class CallRunner {

    private static final int MOST_OVERDUE = 8;
    private static final long SHORTEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ExecutorService pool;
    private final Consumer<String> log;
    private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Boolean> inModule = new ThreadLocal<>();
    private volatile boolean stopped;

    /**
     * A runner.
     *
     * @param pool where modules run
     * @param log is told each failure in a sentence
     */
    public CallRunner(ExecutorService pool, Consumer<String> log) {
        this.pool = pool;
        this.log = log;
    }

    /**
     * Calls a module and waits.
     *
     * @param <T> what it answers
     * @param module the module
     * @param what names the callback and the resource, for the sentence of a failure
     * @param work the callback
     * @return the answer
     * @throws CallFailed if there is none
     */
    public <T> T call(ModuleSlot module, String what, Function<RcmModule, T> work)
            throws CallFailed {
        return call(module, what, new Respite(), work);
    }

    /** Calls a module whose own calls do not count against its time limit. */
    public <T> T call(ModuleSlot module, String what, Respite respite, Function<RcmModule, T> work)
            throws CallFailed {
        long limitMillis = module.limitMillis();
        if (module.overdue() >= MOST_OVERDUE) {
            throw failure(module, what, new CallFailed(CallFailed.Cause.BUSY, ""), limitMillis);
        }
        Stay stay = new Stay(module);
        CompletableFuture<T> answer = new CompletableFuture<>();
        waiting.add(answer);
        module.enter(answer);
        Future<?> task = null;
        try {
            if (stopped) {
                throw new RejectedExecutionException();
            }
            task = pool.submit(() -> answer(module, what, stay, answer, work));
            return await(answer, limitMillis, respite);
        } catch (TimeoutException e) {
            throw failure(module, what, new CallFailed(CallFailed.Cause.LATE, ""), limitMillis);
        } catch (RejectedExecutionException e) {
            throw failure(module, what, new CallFailed(CallFailed.Cause.STOPPED, ""), limitMillis);
        } catch (ExecutionException e) {
            throw failure(module, what, e.getCause(), limitMillis);
        } catch (OutOfMemoryError e) { // as where the host allows no further thread now
            throw failure(module, what, e, limitMillis);
        } finally {
            waiting.remove(answer);
            module.exit(answer);
            if (!answer.isDone() || answer.isCompletedExceptionally()) {
                stay.giveUp();
                giveUp(answer, task);
            }
        }
    }

    /** {@return whether this thread is in a module, which must not wait for what waits for it} */
    public boolean isInModule() {
        return inModule.get() != null;
    }

    private static <T> T await(CompletableFuture<T> answer, long limitMillis, Respite respite)
            throws ExecutionException, TimeoutException {
        long limit = TimeUnit.MILLISECONDS.toNanos(limitMillis);
        long start = System.nanoTime();
        long left = limit;
        while (left > 0 || respite.isNow()) {
            try {
                return Waits.get(answer, Math.max(left, SHORTEST_WAIT_NANOS));
            } catch (TimeoutException e) {
                left = limit - (System.nanoTime() - start - respite.nanos());
            }
        }
        return Waits.get(answer, 0);
    }

    /** Has everybody who waits for a module wait no longer. */
    public void stop() {
        stopped = true;
        CallFailed reason = new CallFailed(CallFailed.Cause.STOPPED, "");
        waiting.forEach(answer -> answer.completeExceptionally(reason));
    }

    private <T> void answer(
            ModuleSlot module,
            String what,
            Stay stay,
            CompletableFuture<T> answer,
            Function<RcmModule, T> work) {
        if (!stay.enter()) {
            return;
        }
        boolean inTime;
        try {
            T said = ask(module, stay, work);
            inTime =
                    said == null
                            ? answer.completeExceptionally(
                                    new IllegalStateException("the module answered null"))
                            : answer.complete(said);
        } catch (Throwable e) { // whatever a module throws is its answer
            inTime = answer.completeExceptionally(threw(module, e));
        }
        if (!inTime && !stopped) {
            log.accept(
                    module.late(
                            "module "
                                    + module.name()
                                    + " answered "
                                    + what
                                    + " too late, the answer is dropped"));
        }
    }

    private <T> T ask(ModuleSlot module, Stay stay, Function<RcmModule, T> work) {
        inModule.set(true);
        try {
            return work.apply(module.service());
        } finally {
            inModule.remove();
            stay.leave();
        }
    }

    /** An answer that comes now is dropped; the thread is asked to come back. */
    private static void giveUp(CompletableFuture<?> answer, Future<?> task) {
        answer.cancel(false);
        if (task != null) {
            task.cancel(true);
        }
    }

    private CallFailed failure(ModuleSlot module, String what, Throwable reason, long limit) {
        CallFailed failure = explained(module, what, reason, limit);
        if (failure.why() != CallFailed.Cause.STOPPED) {
            module.failed(what + ": " + failure.getMessage());
            log.accept("module " + module.name() + ", " + what + ": " + failure.getMessage());
        }
        return failure;
    }

    /**
     * Put into words at once: what a module throws may be such that futures pass it on otherwise.
     */
    private static CallFailed threw(ModuleSlot module, Throwable thrown) {
        String message = Thrown.message(thrown);
        return new CallFailed(
                CallFailed.Cause.THREW,
                message.isEmpty()
                        ? "module " + module.name() + " threw " + thrown.getClass().getName()
                        : message);
    }

    private static CallFailed explained(
            ModuleSlot module, String what, Throwable reason, long limit) {
        CallFailed.Cause cause =
                reason instanceof CallFailed failed ? failed.why() : CallFailed.Cause.THREW;
        String who = "module " + module.name();
        return new CallFailed(
                cause,
                switch (cause) {
                    case THREW -> threw(module, reason).getMessage();
                    case LATE -> who + " did not answer " + what + " within " + limit + " ms";
                    case LEFT -> who + " left while it was asked for " + what;
                    case BUSY ->
                            who
                                    + " is not asked for "
                                    + what
                                    + ": "
                                    + MOST_OVERDUE
                                    + " earlier callbacks have not come back yet";
                    case STOPPED ->
                            "the wait for " + who + " to answer " + what + " was broken off";
                });
    }
}
