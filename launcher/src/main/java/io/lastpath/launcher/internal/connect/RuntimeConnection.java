// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.management.BeanNames;
import io.lastpath.management.CoordinatorMXBean;
import io.lastpath.management.DeviceTreeMXBean;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.SimulationMXBean;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;

/** A connection to an instance, and its beans. Safe for use by several threads. */
public final class RuntimeConnection implements AutoCloseable {

    /** A lost connection is noticed within two seconds, and not only after the JDK's minute. */
    static final Map<String, Object> ATTENTIVE =
            Map.of("jmx.remote.x.client.connection.check.period", 2000L);

    /** What is said while nobody knows the tree of devices. */
    public static final String NO_MPXIO =
            "the multipath bundle, io.lastpath.mpxio-bundle, is not in service; if the instance is not"
                    + " just starting, look into deploy/ and the log";

    private final String where;
    private final JMXConnector connector;
    private final Closeable owned;
    private final MBeanServerConnection server;

    private RuntimeConnection(
            String where, JMXConnector connector, MBeanServerConnection server, Closeable owned) {
        this.where = where;
        this.connector = connector;
        this.owned = owned;
        this.server = server;
    }

    /**
     * A connection to another process.
     *
     * @param where the instance, in words
     * @param connector the open connector; closed with this connection
     * @return the connection
     * @throws IOException if it does not answer
     */
    static RuntimeConnection over(String where, JMXConnector connector) throws IOException {
        return new RuntimeConnection(
                where, connector, connector.getMBeanServerConnection(), connector);
    }

    /**
     * A connection to a server in this process.
     *
     * @param where the instance, in words
     * @param server the server
     * @return the connection
     */
    public static RuntimeConnection within(String where, MBeanServerConnection server) {
        return within(where, server, () -> {});
    }

    /**
     * A connection to a server in this process that is there for this connection only.
     *
     * @param where the instance, in words
     * @param server the server
     * @param owned closed with this connection
     * @return the connection
     */
    public static RuntimeConnection within(
            String where, MBeanServerConnection server, Closeable owned) {
        return new RuntimeConnection(where, null, server, owned);
    }

    /** {@return the instance, in words} */
    public String where() {
        return where;
    }

    /** {@return the server} */
    public MBeanServerConnection server() {
        return server;
    }

    /** {@return the coordinator} */
    public CoordinatorMXBean coordinator() {
        return bean("Coordinator", CoordinatorMXBean.class);
    }

    /** {@return the multipath module} */
    public MpxioMXBean mpxio() {
        return bean("Mpxio", MpxioMXBean.class);
    }

    /** {@return the multipath module; empty while it is not in service} */
    public Optional<MpxioMXBean> mpxioIfThere() {
        return isThere(BeanNames.of("Mpxio")) ? Optional.of(mpxio()) : Optional.empty();
    }

    /** {@return the simulator} */
    public SimulationMXBean simulation() {
        return bean("Simulation", SimulationMXBean.class);
    }

    /**
     * Finds the adapter in use.
     *
     * @return it; empty if there is none, or it is just being exchanged
     * @throws IOException if the instance does not answer
     */
    Optional<DeviceTreeMXBean> deviceTree() throws IOException {
        String adapter = mpxioIfThere().map(MpxioMXBean::getAdapter).orElse("");
        if (adapter.isEmpty() || !server.isRegistered(BeanNames.of("DeviceTree", adapter))) {
            return Optional.empty();
        }
        ObjectName name = BeanNames.of("DeviceTree", adapter);
        return Optional.of(JMX.newMXBeanProxy(server, name, DeviceTreeMXBean.class));
    }

    /**
     * Listens to how the connection fares.
     *
     * @param listener receives {@link javax.management.remote.JMXConnectionNotification}s; never
     *     called for an instance in this process
     */
    public void addConnectionListener(NotificationListener listener) {
        if (connector != null) {
            connector.addConnectionNotificationListener(listener, null, null);
        }
    }

    private <T> T bean(String type, Class<T> contract) {
        ObjectName name = BeanNames.of(type);
        if (!isThere(name)) {
            throw new LauncherException(ExitCode.FAILED, missing(name));
        }
        return JMX.newMXBeanProxy(server, name, contract);
    }

    private boolean isThere(ObjectName name) {
        try {
            return server.isRegistered(name);
        } catch (IOException e) {
            throw new LauncherException(
                    ExitCode.FAILED, where + " does not answer any more: " + e.getMessage(), e);
        }
    }

    /**
     * Says that a bean is not there, and what to do about that.
     *
     * @param name of the bean
     * @return a sentence
     */
    String missing(ObjectName name) {
        return name.equals(BeanNames.of("Mpxio"))
                ? where + ": " + NO_MPXIO
                : where
                        + " has no bean "
                        + name
                        + "; if it is not just starting, look into deploy/ and the log";
    }

    /**
     * Says that a bean has gone while it was asked.
     *
     * @param name of the bean
     * @return a sentence
     */
    public static String gone(String name) {
        return BeanNames.of("Mpxio").toString().equals(name)
                ? NO_MPXIO
                : "the bean "
                        + name
                        + " has gone while it was asked; if its bundle is not just being replaced,"
                        + " look into deploy/ and the log";
    }

    @Override
    public void close() throws IOException {
        owned.close();
    }
}
