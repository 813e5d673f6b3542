// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes executors of named daemon threads that silently drop what comes after their end. */
public final class DaemonThreads {

    private DaemonThreads() {}

    /** {@return an executor that does one thing after the other, in order} */
    public static ExecutorService single(String name) {
        return new ThreadPoolExecutor(
                0,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                factory(name),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** {@return an executor that starts a thread whenever none is free} */
    public static ExecutorService asNeeded(String name) {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                factory(name),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** {@return an executor that does short things later} */
    public static ScheduledExecutorService timer(String name) {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(
                        1, factory(name), new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static ThreadFactory factory(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
