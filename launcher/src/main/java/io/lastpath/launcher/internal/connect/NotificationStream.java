// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.management.BeanNames;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.management.InstanceNotFoundException;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectionNotification;

/** The notifications of an instance, one after the other, until the connection is lost. */
public final class NotificationStream {

    private static final List<ObjectName> SOURCES =
            List.of(BeanNames.of("Coordinator"), BeanNames.of("Mpxio"));

    /** What came; empty stands for the loss of the connection. */
    private final BlockingQueue<Optional<Notification>> arrivals = new LinkedBlockingQueue<>();

    private NotificationStream() {}

    /**
     * Starts to listen.
     *
     * @param instance the instance
     * @return its notifications from now on
     * @throws IOException if it does not answer
     */
    public static NotificationStream of(RuntimeConnection instance) throws IOException {
        NotificationStream stream = new NotificationStream();
        instance.addConnectionListener((notification, handback) -> stream.arrived(notification));
        for (ObjectName source : SOURCES) {
            try {
                instance.server()
                        .addNotificationListener(
                                source,
                                (notification, handback) ->
                                        stream.arrivals.add(Optional.of(notification)),
                                null,
                                null);
            } catch (InstanceNotFoundException e) {
                throw new LauncherException(ExitCode.FAILED, instance.missing(source), e);
            }
        }
        return stream;
    }

    /**
     * Waits for the next one.
     *
     * @return the notification; empty if the connection was lost
     * @throws InterruptedException if the thread was interrupted
     */
    public Optional<Notification> next() throws InterruptedException {
        return arrivals.take();
    }

    private void arrived(Notification notification) {
        switch (notification.getType()) {
            case JMXConnectionNotification.FAILED, JMXConnectionNotification.CLOSED ->
                    arrivals.add(Optional.empty());
            case JMXConnectionNotification.NOTIFS_LOST -> arrivals.add(Optional.of(notification));
            default -> {
                // The connection was opened; nothing to tell.
            }
        }
    }
}
