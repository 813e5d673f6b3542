// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.launcher.internal.Poll;
import io.lastpath.launcher.internal.command.Result;
import io.lastpath.launcher.internal.remote.PasswordHash;
import io.lastpath.management.BeanNames;
import io.lastpath.management.CoordinatorMXBean;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import javax.management.JMX;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the DR requests of a login over remote JMX whose connection has gone. */
class JmxGraceIT {

    private static final String SECOND = "/devices/pci0000:00/0000:00:04.0/0000:02:00.0";
    private static final String THIRD = "/devices/pci0000:00/0000:00:05.0/0000:03:00.0";

    @TempDir private Path home;
    private RuntimeProcess runtime;
    private AuditLog audit;
    private int port;

    @BeforeEach
    void start() throws IOException {
        audit = new AuditLog(home);
        Path etc = Files.createDirectories(home.resolve("etc"));
        Files.copy(
                RuntimeProcess.distribution().resolve("etc/logback.xml"),
                etc.resolve("logback.xml"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.writeString(etc.resolve("lastpath.properties"), "jmx.port=" + port + "\n");
        Files.writeString(etc.resolve("io.lastpath.engine.cfg"), "connectionGraceSeconds = 1\n");
        Path passwords = etc.resolve("jmx.passwords");
        Files.writeString(passwords, entry("ann") + entry("bob"));
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        runtime = RuntimeProcess.start(home, "--scenario", "four-hba");
        assertThat(
                        Poll.until(
                                () -> runtime.run("phcis").out().contains("DEGRADED"),
                                RuntimeProcess.PATIENCE))
                .isTrue();
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    private static String entry(String user) {
        return user + " operator " + PasswordHash.create("secret".toCharArray()) + "\n";
    }

    private JMXConnector connect(String user) throws IOException {
        return JMXConnectorFactory.connect(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi"),
                Map.of(JMXConnector.CREDENTIALS, new String[] {user, "secret"}));
    }

    private static void offline(JMXConnector connection, String resource) throws IOException {
        CoordinatorMXBean coordinator =
                JMX.newMXBeanProxy(
                        connection.getMBeanServerConnection(),
                        BeanNames.of("Coordinator"),
                        CoordinatorMXBean.class);
        assertThat(coordinator.offline(resource, "a test")).contains("offline done");
    }

    @Test
    void theyAreUndoneAfterTheGraceTimeAndThoseOfTheConnectedStay() throws IOException {
        try (JMXConnector ann = connect("ann")) {
            offline(ann, THIRD);
            try (JMXConnector bob = connect("bob")) {
                offline(bob, SECOND);
            }

            assertThat(
                            Poll.until(
                                    () -> audit.has("kind=\"ONLINE\"", SECOND),
                                    RuntimeProcess.PATIENCE))
                    .as("what bob left behind is undone")
                    .isTrue();
            Result status = runtime.run("status");
            assertThat(status.out())
                    .containsPattern(THIRD + " +OFFLINE +jmx ann")
                    .doesNotContainPattern(SECOND + " +OFFLINE")
                    .containsPattern(
                            SECOND
                                    + " WAS GIVEN BACK \\S+Z, it was OFFLINE for jmx bob \\(a test\\):"
                                    + " its initiator has gone");
            assertThat(runtime.run("state", "0000:02:00.0").out()).contains("ONLINE");
            assertThat(runtime.run("state", "0000:03:00.0").out()).contains("OFFLINE");
        }

        assertThat(Poll.until(() -> audit.has("kind=\"ONLINE\"", THIRD), RuntimeProcess.PATIENCE))
                .as("ann was idle for longer than bob and goes with her connection")
                .isTrue();
        assertThat(runtime.run("status").out()).contains("No DR request is in progress.");
        assertThat(audit.lines())
                .anyMatch(line -> line.contains("jmx ann (a test): its initiator has gone"))
                .anyMatch(line -> line.contains("jmx bob (a test): its initiator has gone"));
    }
}
