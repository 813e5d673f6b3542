// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.util.HashMap;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;

/** A real RMI connector to an MBean server, on the loopback address only. */
final class LoopbackConnector implements AutoCloseable {

    private final JMXConnectorServer server;
    private final JMXConnector client;

    private LoopbackConnector(JMXConnectorServer server, JMXConnector client) {
        this.server = server;
        this.client = client;
    }

    static LoopbackConnector open(MBeanServer beans) throws IOException {
        return open(beans, null);
    }

    static LoopbackConnector open(MBeanServer beans, JMXAuthenticator authenticator)
            throws IOException {
        Map<String, Object> environment = new HashMap<>();
        environment.put(
                RMIConnectorServer.RMI_CLIENT_SOCKET_FACTORY_ATTRIBUTE, new LoopbackSockets());
        environment.put(
                RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE, new LoopbackSockets());
        if (authenticator != null) {
            environment.put(JMXConnectorServer.AUTHENTICATOR, authenticator);
        }
        JMXConnectorServer server =
                JMXConnectorServerFactory.newJMXConnectorServer(
                        new JMXServiceURL("rmi", "127.0.0.1", 0), environment, beans);
        server.start();
        Map<String, Object> login =
                Map.of(JMXConnector.CREDENTIALS, new String[] {"anna", "secret"});
        return new LoopbackConnector(
                server,
                JMXConnectorFactory.connect(
                        server.getAddress(), authenticator == null ? Map.of() : login));
    }

    MBeanServerConnection connection() throws IOException {
        return client.getMBeanServerConnection();
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.stop();
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
