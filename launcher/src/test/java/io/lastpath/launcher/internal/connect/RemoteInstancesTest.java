// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteInstancesTest {

    @Test
    void hostAndPortBecomeAServiceUrl() {
        assertThat(RemoteInstances.url("host.example:9999"))
                .hasToString("service:jmx:rmi:///jndi/rmi://host.example:9999/jmxrmi");
        assertThat(RemoteInstances.url("[::1]:9999"))
                .hasToString("service:jmx:rmi:///jndi/rmi://[::1]:9999/jmxrmi");
    }

    @Test
    void aWholeUrlStaysAsItIs() {
        String url = "service:jmx:rmi://h:1/jndi/rmi://h:2/karaf-root";

        assertThat(RemoteInstances.url(url)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "host:", ":9999", "host:port", "host:1/x", "service:x", ""})
    void anythingElseIsAUsageError(String address) {
        assertThatThrownBy(() -> RemoteInstances.url(address))
                .isInstanceOfSatisfying(
                        LauncherException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessage("'" + address + "' is neither HOST:PORT nor a service:jmx: URL");
    }

    private static Target withTls(String address) {
        Optional<Path> none = Optional.empty();
        return new Target(
                Optional.empty(), Optional.of(address), Optional.empty(), none, true, none);
    }

    /** It does not understand what it is sent, and hangs up. */
    private static void hangUp(ServerSocket plain) {
        try {
            while (!plain.isClosed()) {
                plain.accept().close();
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    @Test
    void anInstanceWithoutTlsThatIsAskedWithItIsToBeAskedWithout() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture.runAsync(() -> hangUp(plain));

            assertThatThrownBy(
                            () ->
                                    RemoteInstances.open(
                                            withTls("127.0.0.1:" + plain.getLocalPort())))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageEndingWith("; if it does not speak TLS, leave out --tls");
        }
    }
}
