// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.launcher.internal.ListeningSockets;
import io.lastpath.management.BeanNames;
import io.lastpath.management.JmxCaller;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.Query;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteManagementTest {

    private static final ObjectName BEAN = BeanNames.of("Guarded");
    private static final Object[] NONE = {};
    private static final String[] NO_TYPES = {};

    @TempDir private Path folder;
    private final AtomicInteger pokes = new AtomicInteger();
    private int port;
    private RemoteManagement remote;

    @BeforeEach
    void start() throws IOException, JMException {
        ManagementFactory.getPlatformMBeanServer().registerMBean(new Guarded(pokes), BEAN);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path passwords = folder.resolve("jmx.passwords");
        Files.writeString(
                passwords,
                "ann operator "
                        + PasswordHash.create("secret".toCharArray())
                        + "\nbob viewer "
                        + PasswordHash.create("public".toCharArray())
                        + "\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        remote = RemoteManagement.start(settings(passwords));
    }

    @AfterEach
    void stop() throws JMException {
        remote.close();
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(BEAN);
    }

    @Test
    void aViewerReadsButInvokesNothing() throws Exception {
        try (JMXConnector connector = login("bob", "public")) {
            MBeanServerConnection server = connector.getMBeanServerConnection();

            assertThat(server.getAttribute(BEAN, "Pokes")).isEqualTo(0);
            assertDenied(
                    () -> server.invoke(BEAN, "poke", NONE, NO_TYPES), "takes the role operator");
            assertThat(pokes).hasValue(0);
        }
    }

    @Test
    void anOperatorInvokesUnderTheOwnName() throws Exception {
        try (JMXConnector connector = login("ann", "secret")) {
            Object caller =
                    connector.getMBeanServerConnection().invoke(BEAN, "poke", NONE, NO_TYPES);

            assertThat(caller).isEqualTo("jmx ann");
            assertThat(pokes).hasValue(1);
        }
    }

    @Test
    void nobodySetsCreatesUnregistersOrReachesForeignOperations() throws Exception {
        try (JMXConnector connector = login("ann", "secret")) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            ObjectName foreign = new ObjectName("com.sun.management:type=HotSpotDiagnostic");

            assertDenied(
                    () -> server.setAttribute(BEAN, new Attribute("Pokes", 5)), "set attributes");
            assertDenied(
                    () -> server.createMBean("javax.management.loading.MLet", BeanNames.of("X")),
                    "create beans");
            assertDenied(() -> server.unregisterMBean(BEAN), "unregister beans");
            assertDenied(
                    () ->
                            server.invoke(
                                    foreign,
                                    "getVMOption",
                                    new Object[] {"MaxHeapSize"},
                                    new String[] {"java.lang.String"}),
                    "nobody may invoke getVMOption");
        }
    }

    @Test
    void aWrongPasswordAndNoPasswordAreRefused() {
        assertThatThrownBy(() -> login("ann", "public").close())
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("wrong user or password");
        assertThatThrownBy(() -> login("eve", "secret").close())
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("wrong user or password");
        assertThatThrownBy(() -> JMXConnectorFactory.connect(url()).close())
                .isInstanceOf(SecurityException.class);
    }

    @Test
    void nobodyReplacesTheStubInTheRegistry() throws IOException {
        Registry registry = LocateRegistry.getRegistry("127.0.0.1", port);

        assertThatThrownBy(() -> registry.rebind("jmxrmi", registry.lookup("jmxrmi")))
                .hasMessageContaining("REJECTED");
    }

    @Test
    void argumentsOfForeignClassesAreNotEvenRead() throws Exception {
        try (JMXConnector connector = login("ann", "secret")) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            Object[] foreign = {new File("/")};

            assertThatThrownBy(
                            () ->
                                    server.invoke(
                                            BEAN, "poke", foreign, new String[] {"java.io.File"}))
                    .hasStackTraceContaining("REJECTED");
            assertThat(server.queryNames(null, Query.eq(Query.attr("Pokes"), Query.value(0))))
                    .containsExactly(BEAN);
        }
    }

    @Test
    void itListensOnceAndOnLoopbackOnly() throws IOException {
        long pid = ProcessHandle.current().pid();

        assertThat(ListeningSockets.of(pid))
                .filteredOn(socket -> socket.endsWith(":" + port))
                .singleElement()
                .asString()
                .matches("(127\\.0\\.0\\.1|0:0:0:0:0:ffff:7f00:1):" + port);
    }

    @Test
    void aPortInUseIsNamed() {
        Path passwords = folder.resolve("jmx.passwords");

        assertThatThrownBy(() -> RemoteManagement.start(settings(passwords)))
                .hasMessageContaining("cannot listen on 127.0.0.1:" + port);
    }

    @Test
    void itDoesNotStartWithoutAPasswordFile() {
        assertThatThrownBy(() -> RemoteManagement.start(settings(folder.resolve("none"))))
                .hasMessageContaining("needs the password file");
    }

    private static void assertDenied(ThrowingCallable call, String why) {
        assertThatThrownBy(call)
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("access denied")
                .hasMessageContaining(why);
    }

    private RemoteSettings settings(Path passwords) {
        return new RemoteSettings(
                InetAddress.getLoopbackAddress(),
                port,
                passwords,
                Optional.empty(),
                Optional.empty());
    }

    private JMXServiceURL url() throws IOException {
        return new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi");
    }

    private JMXConnector login(String user, String password) throws IOException {
        return JMXConnectorFactory.connect(
                url(), Map.of(JMXConnector.CREDENTIALS, new String[] {user, password}));
    }

    private record Guarded(AtomicInteger count) implements GuardedMXBean {

        @Override
        public int getPokes() {
            return count.get();
        }

        @Override
        public void setPokes(int pokes) {
            count.set(pokes);
        }

        @Override
        public String poke() {
            count.incrementAndGet();
            return JmxCaller.current().id();
        }
    }
}
