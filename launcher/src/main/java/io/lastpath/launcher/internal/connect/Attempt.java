// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An attempt to reach a process, on a daemon thread of its own: one that is stopped never answers,
 * and whoever waits for it in an attach cannot be interrupted. Safe for use by several threads.
 *
 * @param <T> what it answers
 */
final class Attempt<T> {

    /** So long a process is waited for in all; Java itself gives some up after 10 s. */
    static final Duration LIMIT = Duration.ofSeconds(8);

    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final long pid;
    private final long begun = System.nanoTime();
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    private Attempt(long pid) {
        this.pid = pid;
    }

    /**
     * Asks, and does not wait.
     *
     * @param pid the process
     * @param question asks it; what it throws is thrown to who waits
     * @return the attempt, which nothing ends before the process answers or ends
     */
    static <T> Attempt<T> begin(long pid, Supplier<T> question) {
        Attempt<T> attempt = new Attempt<>(pid);
        Thread thread = new Thread(() -> attempt.ask(question), "attach to " + pid);
        thread.setDaemon(true);
        thread.start();
        return attempt;
    }

    private void ask(Supplier<T> question) {
        try {
            answer.complete(question.get());
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    /** {@return whether it has not ended yet} */
    boolean isPending() {
        return !answer.isDone();
    }

    /**
     * Waits for the answer, up to 8 s after the attempt was begun.
     *
     * @param say told after a second that the process does not answer yet
     * @param silent gives the answer where there is none; also where the thread was interrupted
     * @return the answer
     */
    T await(Consumer<String> say, Supplier<T> silent) {
        if (!isThereWithin(SILENCE)) {
            say.accept("process " + pid + " does not answer yet");
        }
        return isThereWithin(LIMIT) ? answered() : silent.get();
    }

    private boolean isThereWithin(Duration limit) {
        try {
            answer.get(begun + limit.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    private T answered() {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
