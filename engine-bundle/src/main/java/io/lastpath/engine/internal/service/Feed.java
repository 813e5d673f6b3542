// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.call.Thrown;
import io.lastpath.rcm.CoordinatorListener;
import io.lastpath.rcm.Operation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Tells listeners what changed, in order, on a thread of its own. Changes that come while one waits
 * to be told are told with it. Where a listener is so slow that operations are lost, changes are
 * told again once there is room. Safe for use by several threads, also under the engine's lock.
 */
final class Feed {

    private static final int MOST_WAITING = 10_000;

    private final List<CoordinatorListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicBoolean full = new AtomicBoolean();
    private final Consumer<String> log;
    private final ThreadPoolExecutor thread;

    Feed(Consumer<String> log) {
        this.log = log;
        this.thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        Threads.KEEP_ALIVE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(MOST_WAITING),
                        Threads.named("lastpath-engine-listeners"),
                        // Whoever comes may hold the engine's lock: the thread says it later.
                        (task, executor) -> full.set(true));
        thread.allowCoreThreadTimeOut(true);
    }

    void add(CoordinatorListener listener) {
        if (!listeners.contains(listener)) {
            listeners.add(listener);
        }
    }

    void remove(CoordinatorListener listener) {
        listeners.remove(listener);
    }

    void changed() {
        if (waiting.compareAndSet(false, true)) {
            thread.execute(
                    () -> {
                        tellChanged();
                        catchUp();
                    });
        }
    }

    private void tellChanged() {
        waiting.set(false);
        tell(CoordinatorListener::registrationsChanged);
    }

    private void catchUp() {
        if (full.getAndSet(false)) {
            log.accept("a listener is too slow: it is not told everything");
            tellChanged();
        }
    }

    void ended(Operation operation) {
        thread.execute(
                () -> {
                    tell(listener -> listener.operationEnded(operation));
                    catchUp();
                });
    }

    void over(long number) {
        thread.execute(
                () -> {
                    tell(listener -> listener.requestOver(number));
                    catchUp();
                });
    }

    void stop() {
        listeners.clear();
        thread.shutdownNow();
    }

    private void tell(Consumer<CoordinatorListener> news) {
        for (CoordinatorListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                log.accept(
                        "listener " + listener.getClass().getName() + " threw " + Thrown.text(e));
            }
        }
    }
}
