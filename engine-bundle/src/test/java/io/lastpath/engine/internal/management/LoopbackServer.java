// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.management;

import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXPrincipal;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.security.auth.Subject;

/** Remote JMX on the loopback address that lets everybody in under the name given. */
final class LoopbackServer implements AutoCloseable {

    private static final long SIGN_OF_LIFE_MILLIS = 100;

    private static final JMXAuthenticator BY_NAME =
            name -> new Subject(true, Set.of(new JMXPrincipal((String) name)), Set.of(), Set.of());

    private final MBeanServer beans;
    private final ObjectName name;
    private final JMXConnectorServer connector;

    /**
     * Starts to listen, registered with the MBean server.
     *
     * @param beans what clients see, and where it is registered
     * @param silenceMillis after how long without a call a client counts as lost
     */
    LoopbackServer(MBeanServer beans, long silenceMillis) throws IOException, JMException {
        this.beans = beans;
        this.name = new ObjectName("connectors:protocol=rmi");
        Map<String, Object> environment = new HashMap<>();
        LoopbackSockets sockets = new LoopbackSockets();
        environment.put(RMIConnectorServer.RMI_CLIENT_SOCKET_FACTORY_ATTRIBUTE, sockets);
        environment.put(RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE, sockets);
        environment.put(JMXConnectorServer.AUTHENTICATOR, BY_NAME);
        environment.put("jmx.remote.x.server.connection.timeout", Long.toString(silenceMillis));
        connector =
                JMXConnectorServerFactory.newJMXConnectorServer(
                        new JMXServiceURL("rmi", "127.0.0.1", 0), environment, beans);
        beans.registerMBean(connector, name);
        connector.start();
    }

    JMXServiceURL address() {
        return connector.getAddress();
    }

    JMXConnector connect(String principal) throws IOException {
        return JMXConnectorFactory.connect(address(), Map.of(JMXConnector.CREDENTIALS, principal));
    }

    /** Connects so that the server is called often enough to know that the client is there. */
    static JMXConnector connectAudibly(JMXServiceURL address, String principal) throws IOException {
        return JMXConnectorFactory.connect(
                address,
                Map.of(
                        JMXConnector.CREDENTIALS,
                        principal,
                        "jmx.remote.x.client.connection.check.period",
                        Long.toString(SIGN_OF_LIFE_MILLIS)));
    }

    @Override
    public void close() throws IOException, JMException {
        connector.stop();
        beans.unregisterMBean(name);
    }

    /** Equal to any other, so that RMI uses one port. */
    private record LoopbackSockets()
            implements RMIClientSocketFactory, RMIServerSocketFactory, Serializable {

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return new Socket(InetAddress.getLoopbackAddress(), port);
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        }
    }
}
