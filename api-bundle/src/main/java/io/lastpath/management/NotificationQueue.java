// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;

/**
 * Sends notifications off the caller's thread, in order, through a queue of fixed length; what does
 * not fit is dropped and counted. Sequence numbers grow and do not repeat, over restarts either as
 * long as the clock does not run back.
 */
public final class NotificationQueue extends NotificationBroadcasterSupport
        implements AutoCloseable {

    private final ThreadPoolExecutor sender;
    private final AtomicLong dropped;
    private final AtomicLong sequence = new AtomicLong(System.currentTimeMillis() * 1000);

    private NotificationQueue(
            ThreadPoolExecutor sender, AtomicLong dropped, MBeanNotificationInfo... infos) {
        super(sender, infos);
        this.sender = sender;
        this.dropped = dropped;
    }

    /**
     * Opens a queue with a daemon thread of its own.
     *
     * @param name of the thread
     * @param capacity most deliveries that may wait
     * @param infos what is sent
     * @return the queue, to be closed
     */
    public static NotificationQueue open(
            String name, int capacity, MBeanNotificationInfo... infos) {
        AtomicLong dropped = new AtomicLong();
        ThreadPoolExecutor sender =
                new ThreadPoolExecutor(
                        0,
                        1,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(capacity),
                        task -> {
                            Thread thread = new Thread(task, name);
                            thread.setDaemon(true);
                            return thread;
                        },
                        (task, executor) -> dropped.incrementAndGet());
        return new NotificationQueue(sender, dropped, infos);
    }

    /**
     * Sends one notification. Returns at once. Calls from several threads are sent in the order of
     * their numbers.
     *
     * @param type its type, {@code io.lastpath.<noun>.<past verb>}
     * @param source the bean that sends it
     * @param message what happened, in one sentence
     * @return its sequence number
     */
    public synchronized long send(String type, ObjectName source, String message) {
        long number = sequence.incrementAndGet();
        sendNotification(
                new Notification(type, source, number, System.currentTimeMillis(), message));
        return number;
    }

    /** {@return how many deliveries were dropped} */
    public long dropped() {
        return dropped.get();
    }

    /** Stops sending; what still waits is dropped. */
    @Override
    public void close() {
        sender.shutdownNow();
    }
}
