// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.management;

import io.lastpath.engine.internal.initiator.Principals;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.Query;
import javax.management.QueryExp;
import javax.management.remote.JMXConnectionNotification;
import javax.management.remote.JMXConnectorServer;

/**
 * Hears from the connector servers that are registered with the MBean server who connects and who
 * has gone. The form of a connection id, with the principals in the middle, is that of the package
 * {@code javax.management.remote}.
 */
public final class ConnectionWatch implements NotificationListener {

    private static final QueryExp CONNECTORS =
            Query.isInstanceOf(Query.value(JMXConnectorServer.class.getName()));

    private final MBeanServer server;
    private final Principals principals;

    private ConnectionWatch(MBeanServer server, Principals principals) {
        this.server = server;
        this.principals = principals;
    }

    /**
     * Begins to listen.
     *
     * @param server where connector servers are registered, now or later
     * @param principals is told
     * @return the watch, to be closed
     */
    public static ConnectionWatch open(MBeanServer server, Principals principals) {
        ConnectionWatch watch = new ConnectionWatch(server, principals);
        try {
            server.addNotificationListener(MBeanServerDelegate.DELEGATE_NAME, watch, null, null);
        } catch (InstanceNotFoundException e) {
            throw new IllegalStateException("an MBean server without a delegate", e);
        }
        server.queryNames(null, CONNECTORS).forEach(watch::listenTo);
        return watch;
    }

    private void listenTo(ObjectName connector) {
        try {
            server.addNotificationListener(connector, this, null, null);
            Set<String> before = connections(connector);
            before.forEach(one -> note(JMXConnectionNotification.OPENED, one));
            before.removeAll(connections(connector)); // closed before they were noted
            before.forEach(one -> note(JMXConnectionNotification.CLOSED, one));
        } catch (JMException e) {
            return; // it has gone already, and its connections with it
        }
    }

    private Set<String> connections(ObjectName connector) throws JMException {
        Object ids = server.getAttribute(connector, "ConnectionIds");
        return new HashSet<>(Arrays.asList((String[]) ids));
    }

    @Override
    public void handleNotification(Notification notification, Object handback) {
        if (notification instanceof MBeanServerNotification registration
                && registration.getType().equals(MBeanServerNotification.REGISTRATION_NOTIFICATION)
                && !server.queryNames(registration.getMBeanName(), CONNECTORS).isEmpty()) {
            listenTo(registration.getMBeanName());
        }
        if (notification instanceof JMXConnectionNotification connection) {
            note(connection.getType(), connection.getConnectionId());
        }
    }

    private void note(String type, String connection) {
        String[] parts = connection.split(" ", 3);
        Arrays.stream(parts.length == 3 ? parts[1].split(";") : new String[0])
                .filter(principal -> !principal.isEmpty())
                .forEach(
                        principal -> {
                            if (type.equals(JMXConnectionNotification.OPENED)) {
                                principals.opened(principal, connection);
                            } else if (!type.equals(JMXConnectionNotification.NOTIFS_LOST)) {
                                principals.closed(principal, connection);
                            }
                        });
    }

    /** Listens no longer. */
    public void close() {
        forget(MBeanServerDelegate.DELEGATE_NAME);
        server.queryNames(null, CONNECTORS).forEach(this::forget);
    }

    private void forget(ObjectName name) {
        try {
            server.removeNotificationListener(name, this);
        } catch (InstanceNotFoundException | ListenerNotFoundException e) {
            return; // it has gone, or came when nobody listened any more
        }
    }
}
