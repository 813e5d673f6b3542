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
 * not fit is dropped and counted. Filters and listeners run on the queue's thread, one at a time;
 * what they throw reaches nobody. Sequence numbers grow by one and do not repeat, nor do they after
 * a restart unless the clock ran back. Safe for use by several threads.
 */
public final class NotificationQueue extends NotificationBroadcasterSupport
        implements AutoCloseable {

    private final ThreadPoolExecutor sender;
    private final AtomicLong dropped = new AtomicLong();
    private long sequence = System.currentTimeMillis() * 1000;

    private NotificationQueue(String name, int capacity, MBeanNotificationInfo... infos) {
        super(infos);
        sender =
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
    }

    /**
     * Opens a queue with a daemon thread of its own, which lives while there is something to send.
     *
     * @param name of the thread
     * @param capacity most notifications that may wait, above zero
     * @param infos what is sent
     * @return the queue, to be closed
     */
    public static NotificationQueue open(
            String name, int capacity, MBeanNotificationInfo... infos) {
        return new NotificationQueue(name, capacity, infos);
    }

    /**
     * Sends one notification. Returns at once. Calls from several threads are sent in the order of
     * their numbers. After {@link #close} everything is dropped.
     *
     * @param type its type, {@code io.lastpath.<noun>.<past verb>}
     * @param source the bean that sends it
     * @param message what happened, in one sentence
     * @return its sequence number
     */
    public synchronized long send(String type, ObjectName source, String message) {
        long number = ++sequence;
        Notification notification =
                new Notification(type, source, number, System.currentTimeMillis(), message);
        sender.execute(() -> sendNotification(notification));
        return number;
    }

    /** {@return how many notifications were dropped} */
    public long dropped() {
        return dropped.get();
    }

    /** Stops sending; what still waits is dropped. A second call does nothing. */
    @Override
    public void close() {
        dropped.addAndGet(sender.shutdownNow().size());
    }
}
