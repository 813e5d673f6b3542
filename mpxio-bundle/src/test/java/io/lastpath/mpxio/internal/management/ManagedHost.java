// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.Nodes.phci;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.management.BeanNames;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.PhciMXBean;
import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.module.MpxioModule;
import io.lastpath.mpxio.internal.support.FakeCoordinator;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Logs;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.mpxio.internal.support.Waiting;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The beans of a host with two disks, seen through a connector. */
abstract class ManagedHost {

    static final PathState ON = PathState.ONLINE;
    static final String HBA1 = "/pci0000:3a/0000:3b:00.0";
    static final String HBA2 = "/pci0000:5d/0000:5e:00.1";
    static final String ID1 = "0000-3b-00.0";
    static final String ID2 = "0000-5e-00.1";
    static final ObjectName MPXIO = BeanNames.of("Mpxio");

    static final DeviceNode BOTH = client("/disk1", "mpatha", "w1", path(HBA1, ON), path(HBA2, ON));
    static final DeviceNode ONLY1 =
            client(
                    "/disk2",
                    "mpathb",
                    "w2",
                    new DevicePath(NodePath.of(HBA1), PathState.STANDBY, "50:01"));

    final Logs logs = new Logs();
    final FakeSource source = new FakeSource(List.of(BOTH, ONLY1, phci("/idle@1")));
    final FakeReference reference = new FakeReference("test", 3);
    final FakeCoordinator coordinator = new FakeCoordinator();
    final MpxioSettings settings = Settings.of("exact", 256);
    final List<Notification> notifications = new CopyOnWriteArrayList<>();

    TableKeeper keeper;
    MpxioModule module;
    MpxioManagement management;
    JMXConnectorServer server;
    JMXConnector connector;
    MBeanServerConnection connection;

    @BeforeEach
    void connect() throws IOException {
        String loopback = InetAddress.getLoopbackAddress().getHostAddress();
        System.setProperty("java.rmi.server.hostname", loopback);
        server =
                JMXConnectorServerFactory.newJMXConnectorServer(
                        new JMXServiceURL("service:jmx:rmi://" + loopback),
                        Map.of(),
                        ManagementFactory.getPlatformMBeanServer());
        server.start();
        connector = JMXConnectorFactory.connect(server.getAddress());
        connection = connector.getMBeanServerConnection();
        keeper = new TableKeeper(settings, logs.logger());
        module = new MpxioModule(keeper, settings, logs.logger());
        management = new MpxioManagement(keeper, module, settings, logs.logger());
    }

    @AfterEach
    void disconnect() throws IOException {
        management.close();
        keeper.close();
        Waiting.until(
                "no bean is left, nor one that was being registered",
                () ->
                        connection
                                .queryNames(new ObjectName(BeanNames.DOMAIN + ":*"), null)
                                .isEmpty());
        connector.close();
        server.stop();
    }

    /** Starts everything and waits for the last notification that the start causes. */
    void start() {
        management.setCoordinator(coordinator);
        coordinator.onRegistrationRequest(() -> new Thread(keeper::refresh).start());
        Waiting.until("there is a bean", () -> connection.isRegistered(MPXIO));
        try {
            connection.addNotificationListener(
                    MPXIO, (notification, handback) -> notifications.add(notification), null, null);
        } catch (JMException | IOException e) {
            throw new IllegalStateException(e);
        }
        keeper.bindSource(source, reference);
        Waiting.until("it is read", () -> types().contains("io.lastpath.groups.changed"));
        Waiting.until("the PHCIs have beans", () -> phcis().size() == 3);
        notifications.clear();
    }

    Set<ObjectName> phcis() throws IOException {
        return connection.queryNames(pattern("Phci"), null);
    }

    static ObjectName pattern(String type) {
        try {
            return new ObjectName("io.lastpath:type=" + type + ",*");
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }

    MpxioMXBean mpxio() {
        return JMX.newMXBeanProxy(connection, MPXIO, MpxioMXBean.class);
    }

    PhciMXBean phciBean(String id) {
        return JMX.newMXBeanProxy(connection, BeanNames.of("Phci", id), PhciMXBean.class);
    }

    List<String> types() {
        return notifications.stream().map(Notification::getType).toList();
    }

    void assertNothingIsKnown(String reason) {
        assertThat(phciBean(ID2).getVerdict()).isEqualTo("UNKNOWN");
        assertThat(phciBean(ID2).getVerdictLevel()).isEqualTo(4);
        assertThat(phciBean(ID2).isSafeToRemove()).isFalse();
        assertThat(phciBean(ID2).getReport()).startsWith("UNKNOWN: ").contains(reason);
        assertThat(phciBean(ID2).getImpact()).allMatch(i -> i.verdict().equals("UNKNOWN"));
        assertThat(mpxio().getPhcis()).hasSize(3).allMatch(p -> p.verdict().equals("UNKNOWN"));
        assertThat(mpxio().getSinglePointsOfFailure()).allMatch(p -> p.verdictLevel() == 4);
    }
}
