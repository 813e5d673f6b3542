// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.engine.internal.initiator.Presence;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.engine.internal.service.Engine;
import io.lastpath.engine.internal.service.Host;
import io.lastpath.engine.internal.service.TestModule;
import io.lastpath.management.BeanNames;
import io.lastpath.management.CoordinatorMXBean;
import io.lastpath.management.Describe;
import io.lastpath.management.DrRequestData;
import io.lastpath.management.EventData;
import io.lastpath.management.GivenBackData;
import io.lastpath.management.ModuleData;
import io.lastpath.management.OperationData;
import io.lastpath.management.OperationReport;
import io.lastpath.management.TupleData;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmResult;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.server.RMIServerSocketFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.Attribute;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The coordinator's bean, through a connector, as a console sees it. */
@Timeout(60)
class CoordinatorBeanTest {

    private static final ObjectName NAME = BeanNames.of("Coordinator");
    private static final String DISK = "/devices/pci@0/disk@0";
    private static final long GONE = 9;

    private final Engine engine =
            new Engine(
                    new Host(
                            name -> name,
                            Clock.systemUTC(),
                            System::nanoTime,
                            new OneHasGone(),
                            JournalStore.NONE),
                    text -> {},
                    operation -> {});
    private final TestModule module = new TestModule(DISK);
    private final BlockingQueue<Notification> received = new LinkedBlockingQueue<>();
    private CoordinatorManagement management;
    private JMXConnectorServer connector;
    private JMXConnector client;
    private MBeanServerConnection remote;
    private CoordinatorMXBean bean;

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

    @BeforeAll
    static void stayOnLoopback() {
        System.setProperty("java.rmi.server.hostname", "127.0.0.1");
    }

    @BeforeEach
    void connect() throws Exception {
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

    @AfterEach
    void disconnect() throws Exception {
        client.close();
        connector.stop();
        management.deactivate();
        engine.stop();
    }

    @Test
    void everyAttributeCanBeReadAndEveryItemIsDescribed() throws Exception {
        bean.offline(DISK, "test");
        MBeanInfo info = remote.getMBeanInfo(NAME);

        assertThat(info.getDescription()).startsWith("The coordinator");
        assertThat(info.getNotifications()).hasSize(3);
        String[] names =
                List.of(info.getAttributes()).stream()
                        .map(MBeanAttributeInfo::getName)
                        .toArray(String[]::new);
        assertThat(remote.getAttributes(NAME, names).asList())
                .extracting(Attribute::getName)
                .containsExactly(names);
        for (MBeanAttributeInfo attribute : info.getAttributes()) {
            assertThat(attribute.getDescription()).isNotEqualTo(attribute.getName());
        }
        for (MBeanOperationInfo operation : info.getOperations()) {
            assertThat(operation.getDescription()).isNotEqualTo(operation.getName());
            assertThat(operation.getSignature())
                    .allSatisfy(
                            one -> {
                                assertThat(one.getName()).doesNotMatch("p\\d");
                                assertThat(one.getType()).isIn("java.lang.String", "long");
                            });
        }
        for (Method method : CoordinatorMXBean.class.getMethods()) {
            assertThat(method.isAnnotationPresent(Describe.class)).isTrue();
        }
    }

    @Test
    void aModuleThatStandsByIsShownButDoesNotCount() {
        engine.arrive("fs", () -> 60_000, () -> new TestModule(DISK)).registered().join();

        assertThat(bean.getModuleCount()).isEqualTo(1);
        assertThat(bean.getModules())
                .extracting(ModuleData::name, ModuleData::standsBy)
                .containsExactly(
                        tuple("fs", ""),
                        tuple(
                                "fs",
                                "a module of the same name is in service; this one takes over when"
                                        + " that one leaves"));
    }

    @Test
    void attributesShowWhatIsGoingOn() {
        bean.offline(DISK, "cable swap");

        assertThat(bean.getVersion()).isEqualTo("1.2.3");
        assertThat(bean.getModuleCount()).isEqualTo(1);
        assertThat(bean.getModules())
                .containsExactly(new ModuleData("fs", "test module 1.0", 1, 0, "", "", ""));
        assertThat(bean.getResourceCount()).isEqualTo(1);
        assertThat(bean.getDrRequestCount()).isEqualTo(1);
        assertThat(bean.getDrRequests())
                .singleElement()
                .returns(DISK, DrRequestData::resource)
                .returns("OFFLINE", DrRequestData::state)
                .returns(5, DrRequestData::stateNumber)
                .returns("jmx local", DrRequestData::initiator)
                .returns("cable swap", DrRequestData::reason);
        assertThat(bean.getRecentOperations())
                .singleElement()
                .returns("OFFLINE", OperationData::kind)
                .returns("127.0.0.1", OperationData::address);
        assertThat(bean.getDroppedNotificationCount()).isZero();
    }

    @Test
    void whatWasNeverTakenOfflineCannotComeBackAndTheAnswerSaysSo() {
        assertThat(bean.online(DISK, ""))
                .contains("online failed")
                .contains("nothing to online: no DR request is open on " + DISK);
        assertThat(bean.remove(DISK, ""))
                .contains("remove failed")
                .contains("nothing to remove: no DR request is open on " + DISK);
    }

    @Test
    void whatFailsToComeBackSaysWhetherTheRequestHasEnded() {
        RcmHandle other = engine.open(Intent.of(Initiator.process(7), "another one"));
        other.requestOffline(List.of(DISK), RcmFlags.NONE);

        assertThat(bean.online(DISK, ""))
                .contains("online failed")
                .contains("\n  the DR request on " + DISK + " is still open");
        assertThat(bean.getDrRequestCount()).isEqualTo(1);

        module.online = ModuleReply.refusal("the file system is damaged");
        String said =
                OperationReport.text(
                        engine.operation(
                                        other.notifyOnline(List.of(DISK), RcmFlags.NONE)
                                                .operation())
                                .orElseThrow());
        assertThat(said)
                .contains("online failed")
                .contains("\n  the DR request on " + DISK + " has ended all the same")
                .contains("the file system is damaged");
        assertThat(bean.getDrRequestCount()).isZero();
    }

    @Test
    void whatOfAListHasEndedIsSaidWhereTheRestFails() {
        engine.arrive("part", () -> 60_000, () -> new TestModule(DISK, DISK + "2"))
                .registered()
                .join();
        bean.offline(DISK, "");

        assertThat(bean.online(DISK + " " + DISK + "2", ""))
                .contains("online failed")
                .contains("no DR request is open on " + DISK + "2")
                .endsWith("\n  the DR request on " + DISK + " has ended");
        assertThat(bean.getDrRequestCount()).isZero();
    }

    @Test
    void whatNobodyHasToDoWithIsNotTakenAndTheAnswerSaysWhatIsMeant() {
        String hba = "/devices/pci@0/0000:01:00.0";
        engine.arrive("mpxio", () -> 60_000, () -> new TestModule(hba)).registered().join();

        for (String typed :
                List.of("0000:01:00.0", "0000-01-00.0", "01:00.0", "/pci@0/0000:01:00.0")) {
            String confirm = typed + " " + Intent.ACCEPT_UNKNOWN;
            for (String answer :
                    List.of(
                            bean.offline(typed, ""),
                            bean.offline(DISK + " " + typed, ""),
                            bean.query(typed, ""),
                            bean.suspend(typed, "", 0),
                            bean.forceOffline(typed, "fire", confirm))) {
                assertThat(answer)
                        .startsWith("UNKNOWN: ")
                        .contains(" refused, FAILURE")
                        .contains("nobody has registered for '" + typed + "'")
                        .contains("nobody was asked, and nothing has changed")
                        .endsWith("if this is meant, say " + hba);
            }
        }
        assertThat(bean.getDrRequestCount()).isZero();
        assertThat(bean.offline(hba, "")).startsWith("SAFE: offline done");
    }

    @Test
    void whatNobodyUsesIsTakenOnlyByAForceThatAcceptsTheUnknownAndIsNotCalledHarmless() {
        String idle = "/devices/pci@7/hba@1";
        String remedy = "/devices followed by its device path";

        assertThat(bean.offline(idle, "")).startsWith("UNKNOWN: ").contains(remedy);
        assertThat(bean.forceOffline(idle, "fire", idle)).contains(" refused").contains(remedy);
        assertThat(bean.getDrRequestCount()).isZero();

        assertThat(bean.forceOffline(idle, "fire", idle + " " + Intent.ACCEPT_UNKNOWN))
                .startsWith("UNKNOWN: force offline done")
                .contains("nobody has registered for '" + idle + "'");
        assertThat(bean.online(idle, "")).contains("online done");
    }

    @Test
    void whatWasRemovedIsNotTakenAgainAndTheAnswerSaysThatItCountsAsGone() {
        String hba = "/devices/pci@0/0000:01:00.0";
        engine.arrive("mpxio", () -> 60_000, () -> new OneWhoRegistersOnce(hba))
                .registered()
                .join();
        bean.offline(hba, "");
        bean.remove(hba, "");

        for (String answer :
                List.of(
                        bean.offline(hba, ""),
                        bean.offline(DISK + " " + hba, ""),
                        bean.query(hba, ""),
                        bean.forceOffline(hba, "fire", hba + " " + Intent.ACCEPT_UNKNOWN))) {
            assertThat(answer)
                    .startsWith("UNKNOWN: ")
                    .contains(" refused, FAILURE")
                    .contains("'" + hba + "' was removed and counts as gone: nobody was asked")
                    .contains("'lastpath refresh' takes the removal back");
        }
        assertThat(bean.getDrRequestCount()).isZero();
        assertThat(bean.getState(hba)).isEqualTo("REMOVE (14) " + hba);
    }

    /** What is gone stays so for it, as for the multipath module until it refreshes. */
    private static final class OneWhoRegistersOnce extends TestModule {

        private final AtomicBoolean registered = new AtomicBoolean();

        OneWhoRegistersOnce(String resource) {
            super(resource);
        }

        @Override
        public RcmResult register(RcmHandle handle) {
            return registered.getAndSet(true) ? RcmResult.SUCCESS : super.register(handle);
        }
    }

    @Test
    void aRepeatedOfflineKeepsTheReasonUnlessItGivesAnother() {
        bean.offline(DISK, "cable swap");
        bean.offline(DISK, "");
        assertThat(bean.getDrRequests())
                .extracting(DrRequestData::reason)
                .containsExactly("cable swap");

        bean.offline(DISK, "the whole card");
        assertThat(bean.getDrRequests())
                .extracting(DrRequestData::reason)
                .containsExactly("the whole card");
    }

    @Test
    void theStateOfAMadeUpNameIsUnknownAndThatOfAKnownOneIsRcms() {
        assertThat(bean.getState("0000:01:00.0 " + DISK + " /devices/pci@0 " + DISK + "/part"))
                .isEqualTo(
                        "UNKNOWN (0) 0000:01:00.0; nobody has registered for it, above it or below"
                                + " it: nothing is known of it\nONLINE (1) "
                                + DISK
                                + "\nONLINE (1) /devices/pci@0\nONLINE (1) "
                                + DISK
                                + "/part");
    }

    @Test
    void whatLiesAboveOrBelowSomebodysResourceIsKnown() {
        assertThat(bean.query("/devices/pci@0", "")).startsWith("SAFE: query offline done");
        assertThat(bean.query(DISK + "/partition", ""))
                .startsWith("DEGRADED: query offline done")
                .contains("nobody was asked");
        assertThat(bean.query("/devices/pci@0/disk", "")).startsWith("UNKNOWN: ");
    }

    @Test
    void whatTheCoordinatorGaveBackByItselfIsShown() {
        assertThat(bean.getGivenBack()).isEmpty();
        Intent intent = Intent.of(Initiator.process(GONE), "cable swap");
        engine.open(intent).requestOffline(List.of(DISK), RcmFlags.NONE);

        engine.care(Duration.ZERO);

        assertThat(bean.getGivenBack())
                .singleElement()
                .returns(DISK, GivenBackData::resource)
                .returns("OFFLINE", GivenBackData::state)
                .returns(5, GivenBackData::stateNumber)
                .returns("pid " + GONE, GivenBackData::initiator)
                .returns("cable swap", GivenBackData::reason)
                .returns(1L, GivenBackData::sequence)
                .returns("its initiator has gone", GivenBackData::why)
                .satisfies(one -> assertThat(Instant.parse(one.at())).isBefore(Instant.now()));
    }

    @Test
    void everyOperationAnswersWithItsOutcomeFirst() {
        assertThat(bean.query(DISK, null))
                .startsWith("SAFE: query offline done (operation 1)\n  of " + DISK);
        assertThat(bean.offline(DISK, "String")).contains(": offline done");
        assertThat(bean.getState(DISK + " \"/with a blank\""))
                .startsWith("OFFLINE (5) " + DISK + "\nUNKNOWN (0) /with a blank; nobody");
        assertThat(bean.online(DISK, "")).contains("online done (operation 3)");
        assertThat(bean.suspend(DISK, "", 250)).contains(": suspend done");
        assertThat(bean.resume(DISK, "")).contains("resume done");
        assertThat(bean.getInfo(DISK)).contains("fs: " + DISK + "; used").contains("dependents");
        assertThat(bean.forceOffline(DISK, "fire", DISK + " swap"))
                .contains(": force offline done");
        assertThat(bean.remove(DISK, "")).contains("remove done (operation 8)\n  of " + DISK);
        assertThat(module.accepted()).containsExactly("swap");
        assertThat(bean.getOperation(2).reason()).isEmpty();
        assertThat(bean.getOperationTuples(6))
                .singleElement()
                .returns("fs", TupleData::module)
                .returns("SAFE", TupleData::severity);
    }

    @Test
    void aRefusalIsAnAnswerAndIsCounted() throws Exception {
        module.answer(ModuleReply.refusal("mounted on /data"));

        String answer = bean.offline(DISK, "");

        assertThat(answer)
                .startsWith("DATA_CRITICAL: offline refused, FAILURE (operation 1)\n  of " + DISK)
                .contains("mounted on /data");
        next("io.lastpath.module.arrived");
        next("io.lastpath.operation.ended");
        assertThat(bean.getOperationCount()).isEqualTo(1);
        assertThat(bean.getRefusalCount()).isEqualTo(1);
    }

    @Test
    void whatAConsoleFillsInIsRefusedWithASentence() {
        refused(() -> bean.offline("String", "String"), "'resources' has to name resources");
        refused(() -> bean.query(null, null), "'resources' has to name resources");
        refused(() -> bean.forceOffline(DISK, "String", DISK), "'reason' has to say why");
        refused(() -> bean.forceOffline(DISK, "fire", "String"), "'confirm' has to");
        refused(() -> bean.suspend(DISK, "", -1), "'intervalMillis' is -1");
        refused(() -> bean.offline("\"open", ""), "misplaced quote");
        refused(() -> bean.getState("\"\""), "a resource name is empty");
        refused(() -> bean.getOperation(99), "no operation 99");
        refused(() -> bean.getOperationTuples(99), "no operation 99");
        assertThat(bean.getRecentOperations()).isEmpty();
    }

    private static void refused(Runnable call, String sentence) {
        assertThatThrownBy(call::run)
                .satisfies(
                        thrown -> {
                            Throwable cause =
                                    thrown instanceof RuntimeMBeanException wrapped
                                            ? wrapped.getCause()
                                            : thrown;
                            assertThat(cause)
                                    .isExactlyInstanceOf(IllegalArgumentException.class)
                                    .hasMessageContaining(sentence);
                            assertThat(cause.getCause()).isNull();
                        });
    }

    @Test
    void afterTheCoordinatorHasStoppedItSaysSo() {
        engine.stop();

        assertThatThrownBy(() -> bean.offline(DISK, ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has stopped");
    }

    @Test
    void notificationsComeOnceEachAndInOrder() throws Exception {
        Notification arrived = next("io.lastpath.module.arrived");
        assertThat(arrived.getMessage()).isEqualTo("Module fs has arrived.");
        long last = arrived.getSequenceNumber();
        for (int i = 1; i <= 20; i++) {
            bean.query(DISK, "");
        }
        for (int i = 1; i <= 20; i++) {
            Notification ended = next("io.lastpath.operation.ended");
            assertThat(ended.getMessage()).endsWith("(operation " + i + ")");
            assertThat(ended.getSequenceNumber()).isGreaterThan(last);
            last = ended.getSequenceNumber();
        }
        Engine.Arrival other = engine.arrive("other", () -> 1, () -> new TestModule());
        assertThat(next("io.lastpath.module.arrived").getMessage()).contains("other");
        engine.leave(other);
        assertThat(next("io.lastpath.module.left").getMessage())
                .isEqualTo("Module other has left.");
        assertThat(received).isEmpty();
        List<EventData> events = bean.getRecentEvents();
        assertThat(events).hasSize(23);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).number()).isEqualTo(i + 1L);
        }
    }

    private Notification next(String type) throws InterruptedException {
        Notification next = received.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        assertThat(next.getType()).isEqualTo(type);
        return next;
    }

    @Test
    void theFlagsOfAnOperationAreShownByName() {
        bean.query(DISK, "");

        assertThat(bean.getOperation(1).flags()).isEqualTo(RcmFlags.QUERY.toString());
    }
}
