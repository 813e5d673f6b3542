// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.Await;
import io.lastpath.engine.internal.initiator.HostPresence;
import io.lastpath.engine.internal.initiator.Principals;
import io.lastpath.rcm.Initiator;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is connected to real connector servers, and who no longer is. */
@Timeout(60)
class ConnectionWatchTest {

    private static final long PATIENT_MILLIS = TimeUnit.MINUTES.toMillis(2);
    private static final long HASTY_MILLIS = 1_000;

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
    private final AtomicLong nanos = new AtomicLong();
    private final Principals principals = new Principals(nanos::get, () -> 10);
    private ConnectionWatch watch;

    @AfterEach
    void stop() {
        watch.close();
    }

    private void watch() {
        watch = ConnectionWatch.open(beans, principals);
    }

    /** Lets more than the grace time pass first. */
    private boolean isPresent(String principal) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(11));
        return new HostPresence(principals).isPresent(Initiator.jmx(principal, "any"), 0);
    }

    private void awaitGone(String principal) {
        Await.until(principal + " has gone", () -> !isPresent(principal));
    }

    private void awaitThere(String principal) {
        Await.until(principal + " is there", () -> isPresent(principal));
    }

    @Test
    void aPrincipalIsThereAsLongAsItIsConnected() throws Exception {
        try (LoopbackServer server = new LoopbackServer(beans, PATIENT_MILLIS)) {
            watch();
            assertThat(isPresent("ann")).isFalse();

            try (JMXConnector ann = server.connect("ann")) {
                awaitThere("ann");
                assertThat(ann.getConnectionId()).contains("ann");
                assertThat(isPresent("bob")).isFalse();
            }

            awaitGone("ann");
        }
    }

    @Test
    void theLastConnectionOfAPrincipalCounts() throws Exception {
        try (LoopbackServer server = new LoopbackServer(beans, PATIENT_MILLIS)) {
            watch();
            try (JMXConnector first = server.connect("ann")) {
                try (JMXConnector second = server.connect("ann");
                        JMXConnector other = server.connect("bob")) {
                    awaitThere("bob");
                    assertThat(second.getConnectionId()).isNotEqualTo(other.getConnectionId());
                }
                awaitGone("bob");
                assertThat(isPresent("ann")).as(first.getConnectionId()).isTrue();
            }
            awaitGone("ann");
        }
    }

    @Test
    void aClientThatIsKilledHasGoneOnceItsSilenceIsNoticed() throws Exception {
        try (LoopbackServer server = new LoopbackServer(beans, HASTY_MILLIS)) {
            watch();
            try (ConnectingChild child = ConnectingChild.connect(server.address(), "ann")) {
                assertThat(child).isNotNull();
                awaitThere("ann");
            }

            awaitGone("ann");
        }
    }

    @Test
    void aConnectorThatIsRegisteredLaterIsListenedToAsWell() throws Exception {
        watch();
        try (LoopbackServer server = new LoopbackServer(beans, PATIENT_MILLIS)) {
            try (JMXConnector ann = server.connect("ann")) {
                assertThat(ann.getConnectionId()).isNotEmpty();
                awaitThere("ann");
            }
            awaitGone("ann");
        }
    }

    @Test
    void aConnectionThatWasOpenBeforeTheWatchCounts() throws Exception {
        try (LoopbackServer server = new LoopbackServer(beans, PATIENT_MILLIS)) {
            try (JMXConnector ann = server.connect("ann")) {
                assertThat(ann.getConnectionId()).isNotEmpty();
                watch();
                assertThat(isPresent("ann")).isTrue();
            }
            awaitGone("ann");
        }
    }

    @Test
    void aNameWithBlanksAndSemicolonsIsTheSameAsThatOfItsConnection() throws Exception {
        try (LoopbackServer server = new LoopbackServer(beans, PATIENT_MILLIS)) {
            watch();
            try (JMXConnector ann = server.connect("cn=ann of storage;site one")) {
                assertThat(ann.getConnectionId()).isNotEmpty();
                awaitThere("cn=ann of storage;site one");
            }
            awaitGone("cn=ann of storage;site one");
        }
    }

    @Test
    void theConnectionsOfAServerThatStopsAreGone() throws Exception {
        LoopbackServer server = new LoopbackServer(beans, PATIENT_MILLIS);
        watch();
        JMXConnector ann = server.connect("ann");
        awaitThere("ann");

        server.close();

        awaitGone("ann");
        Await.until("the client knows", () -> isLost(ann));
    }

    private static boolean isLost(JMXConnector connector) {
        try {
            connector.getMBeanServerConnection().getMBeanCount();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void aClosedWatchHearsOfNobody() throws Exception {
        try (LoopbackServer server = new LoopbackServer(beans, PATIENT_MILLIS)) {
            watch();
            watch.close();
            try (JMXConnector ann = server.connect("ann")) {
                assertThat(ann.getConnectionId()).isNotEmpty();
                assertThat(isPresent("ann")).isFalse();
            }
        }
    }
}
