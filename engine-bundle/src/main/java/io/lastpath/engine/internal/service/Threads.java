// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The engine's daemon threads, all with names, none left when idle. */
final class Threads {

    static final long KEEP_ALIVE_SECONDS = 5;

    private Threads() {}

    /** {@return a pool for calls into modules: as many threads as calls, soon none} */
    static ExecutorService callPool() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                named("lastpath-engine-call"));
    }

    /** {@return one thread for tasks in their order; soon none when there are none} */
    static ExecutorService one(String name) {
        ThreadPoolExecutor thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        KEEP_ALIVE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        named(name));
        thread.allowCoreThreadTimeOut(true);
        return thread;
    }

    static ThreadFactory named(String name) {
        AtomicLong count = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
