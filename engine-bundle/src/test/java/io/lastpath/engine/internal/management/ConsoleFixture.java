// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.management;

import io.lastpath.engine.internal.initiator.Presence;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.engine.internal.service.Engine;
import io.lastpath.engine.internal.service.Host;
import io.lastpath.engine.internal.service.TestModule;
import io.lastpath.management.BeanNames;
import io.lastpath.management.CoordinatorMXBean;
import io.lastpath.rcm.Initiator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.server.RMIServerSocketFactory;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;

/** A coordinator with one module on one disk, its bean, and a console that is connected to that. */
final class ConsoleFixture implements AutoCloseable {

    static final ObjectName NAME = BeanNames.of("Coordinator");
    static final String DISK = "/devices/pci@0/disk@0";
    static final long GONE = 9;

    final Engine engine =
            new Engine(
                    new Host(
                            name -> name,
                            Clock.systemUTC(),
                            System::nanoTime,
                            new OneHasGone(),
                            JournalStore.NONE),
                    text -> {},
                    operation -> {});
    final TestModule module = new TestModule(DISK);
    final BlockingQueue<Notification> received = new LinkedBlockingQueue<>();
    private final CoordinatorManagement management;
    private final JMXConnectorServer connector;
    private final JMXConnector client;
    final MBeanServerConnection remote;
    final CoordinatorMXBean bean;

    /** All but one initiator are there. */
    private static final class OneHasGone implements Presence {
        @Override
        public long mark(Initiator initiator) {
            return 0;
        }

        @Override
        public boolean isPresent(Initiator initiator, long mark) {
            return initiator.pid() != GONE;
        }
    }

    ConsoleFixture() throws IOException, JMException {
        System.setProperty("java.rmi.server.hostname", "127.0.0.1");
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        management = new CoordinatorManagement(server, engine, "1.2.3");
        connector =
                JMXConnectorServerFactory.newJMXConnectorServer(
                        new JMXServiceURL("service:jmx:rmi://127.0.0.1"),
                        Map.of(
                                RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE,
                                (RMIServerSocketFactory)
                                        port ->
                                                new ServerSocket(
                                                        port,
                                                        50,
                                                        InetAddress.getLoopbackAddress())),
                        server);
        connector.start();
        client = JMXConnectorFactory.connect(connector.getAddress());
        remote = client.getMBeanServerConnection();
        remote.addNotificationListener(NAME, (sent, any) -> received.add(sent), null, null);
        bean = JMX.newMXBeanProxy(remote, NAME, CoordinatorMXBean.class, true);
        engine.arrive("fs", () -> 60_000, () -> module).registered().join();
    }

    @Override
    public void close() throws IOException, JMException {
        client.close();
        connector.stop();
        management.deactivate();
        engine.stop();
    }
}
