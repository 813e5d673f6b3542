// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.remote;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.rmi.NoSuchObjectException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.management.remote.rmi.RMIJRMPServerImpl;
import javax.net.ServerSocketFactory;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/** Remote JMX: one listener on one address for the registry and the connector. */
public final class RemoteManagement implements AutoCloseable {

    /** All that a login may send: a user and a password. */
    private static final String CREDENTIALS = "java.lang.String;!*";

    /** All that a call may send afterwards: what arguments, queries and listeners are made of. */
    private static final String ARGUMENTS =
            "java.lang.*;java.math.*;java.util.*;javax.management.*;javax.management.openmbean.*;"
                    + "java.rmi.MarshalledObject;javax.security.auth.Subject;!*";

    /** Not one of our beans: nobody may invoke its operations over a connection. */
    private static final ObjectName NAME = name();

    private final Registry registry;
    private final RMIConnectorServer connector;

    private RemoteManagement(Registry registry, RMIConnectorServer connector) {
        this.registry = registry;
        this.connector = connector;
    }

    /**
     * Starts to listen.
     *
     * @param settings where and for whom
     * @return the listener, to be closed
     * @throws LauncherException if it cannot or must not
     */
    public static RemoteManagement start(RemoteSettings settings) {
        PasswordFile users = new PasswordFile(settings.passwordFile());
        users.check();
        // Read by RMI once, when it is first used: what clients are told to connect to, and that
        // nobody may put anything into the registry over a connection.
        System.setProperty("java.rmi.server.hostname", settings.address().getHostAddress());
        System.setProperty("sun.rmi.registry.registryFilter", "!*");
        ServerSocketFactory sockets = sockets(settings);
        BoundSocketFactory server = new BoundSocketFactory(settings.address(), sockets);
        RMIClientSocketFactory client =
                settings.keyStore().isPresent() ? new SslRMIClientSocketFactory() : null;
        try {
            Registry registry = LocateRegistry.createRegistry(settings.port(), client, server);
            return new RemoteManagement(
                    registry, connect(registry, settings.port(), client, server, users));
        } catch (IOException e) {
            throw new LauncherException(
                    ExitCode.FAILED,
                    "remote JMX cannot listen on "
                            + settings.address().getHostAddress()
                            + ":"
                            + settings.port()
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static ObjectName name() {
        try {
            return new ObjectName("connectors", "protocol", "rmi");
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServerSocketFactory sockets(RemoteSettings settings) {
        return settings.keyStore()
                .map(store -> Tls.serverSockets(store, settings.keyStorePasswordFile().get()))
                .orElse(ServerSocketFactory.getDefault());
    }

    /** The stub is bound in this process and not over a connection to our own registry. */
    private static RMIConnectorServer connect(
            Registry registry,
            int port,
            RMIClientSocketFactory client,
            BoundSocketFactory server,
            PasswordFile users)
            throws IOException {
        Map<String, Object> environment = new HashMap<>();
        environment.put(RMIConnectorServer.AUTHENTICATOR, new PasswordAuthenticator(users));
        environment.put(RMIConnectorServer.CREDENTIALS_FILTER_PATTERN, CREDENTIALS);
        environment.put(RMIConnectorServer.SERIAL_FILTER_PATTERN, ARGUMENTS);
        RMIJRMPServerImpl rmi = new RMIJRMPServerImpl(port, client, server, environment);
        RMIConnectorServer connector =
                new RMIConnectorServer(
                        new JMXServiceURL("service:jmx:rmi://"),
                        environment,
                        rmi,
                        ManagementFactory.getPlatformMBeanServer());
        connector.setMBeanServerForwarder(new RoleGuard());
        register(connector);
        connector.start();
        registry.rebind("jmxrmi", rmi.toStub());
        return connector;
    }

    /**
     * So that who holds DR requests can be told from who has gone: see JMXConnectionNotification.
     */
    private static void register(RMIConnectorServer connector) {
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(connector, NAME);
        } catch (JMException e) {
            throw new IllegalStateException("remote JMX cannot be registered as " + NAME, e);
        }
    }

    @Override
    public void close() {
        try {
            connector.stop();
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(NAME);
            UnicastRemoteObject.unexportObject(registry, true);
        } catch (JMException e) {
            throw new IllegalStateException("remote JMX is not registered as " + NAME, e);
        } catch (NoSuchObjectException e) {
            throw new IllegalStateException("remote JMX is closed already", e);
        } catch (IOException e) {
            throw new LauncherException(ExitCode.FAILED, "remote JMX did not close: " + e, e);
        }
    }
}
