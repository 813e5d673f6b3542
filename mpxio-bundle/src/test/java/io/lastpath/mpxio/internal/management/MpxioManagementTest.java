// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.Nodes.phci;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.management.BeanNames;
import io.lastpath.management.DeviceTreeMXBean;
import io.lastpath.management.EventData;
import io.lastpath.management.MpxioGroupMXBean;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.PhciMXBean;
import io.lastpath.management.PreviewData;
import io.lastpath.management.SinglePointData;
import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.module.MpxioModule;
import io.lastpath.mpxio.internal.support.FakeCoordinator;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Logs;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.mpxio.internal.support.Waiting;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.Notification;
import javax.management.NotificationBroadcaster;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The beans as a client sees them, through a connector on loopback. */
class MpxioManagementTest {

    private static final PathState ON = PathState.ONLINE;
    private static final String HBA1 = "/pci0000:3a/0000:3b:00.0";
    private static final String HBA2 = "/pci0000:5d/0000:5e:00.1";
    private static final String ID1 = "0000-3b-00.0";
    private static final String ID2 = "0000-5e-00.1";
    private static final ObjectName MPXIO = BeanNames.of("Mpxio");

    private static final DeviceNode BOTH =
            client("/disk1", "mpatha", "w1", path(HBA1, ON), path(HBA2, ON));
    private static final DeviceNode ONLY1 =
            client(
                    "/disk2",
                    "mpathb",
                    "w2",
                    new DevicePath(NodePath.of(HBA1), PathState.STANDBY, "50:01"));

    private final Logs logs = new Logs();
    private final FakeSource source = new FakeSource(List.of(BOTH, ONLY1, phci("/idle@1")));
    private final FakeReference reference = new FakeReference("test", 3);
    private final FakeCoordinator coordinator = new FakeCoordinator();
    private final MpxioSettings settings = Settings.of("exact", 256);
    private final List<Notification> notifications = new CopyOnWriteArrayList<>();

    private TableKeeper keeper;
    private MpxioManagement management;
    private JMXConnectorServer server;
    private JMXConnector connector;
    private MBeanServerConnection connection;

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
        management =
                new MpxioManagement(
                        keeper,
                        new MpxioModule(keeper, settings, logs.logger()),
                        settings,
                        logs.logger());
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
    private void start() {
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

    private Set<ObjectName> phcis() throws IOException {
        return connection.queryNames(pattern("Phci"), null);
    }

    private static ObjectName pattern(String type) {
        try {
            return new ObjectName("io.lastpath:type=" + type + ",*");
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private MpxioMXBean mpxio() {
        return JMX.newMXBeanProxy(connection, MPXIO, MpxioMXBean.class);
    }

    private PhciMXBean phciBean(String id) {
        return JMX.newMXBeanProxy(connection, BeanNames.of("Phci", id), PhciMXBean.class);
    }

    @Test
    void theSummaryShowsGroupsPhcisClientsAndSinglePointsOfFailure() {
        coordinator.users(
                new UsedClients()
                        .use("/devices/disk2", UsedClients.tuple("/devices/disk2", "fs", "/", null))
                        .state("/devices/idle@1", RcmState.OFFLINE));
        start();
        MpxioMXBean bean = mpxio();

        assertThat(bean.getAnalysis()).isEqualTo("exact");
        assertThat(bean.getAdapter()).isEqualTo("test");
        assertThat(bean.getGroupCount()).isEqualTo(2);
        assertThat(bean.getGroups()).extracting(g -> g.clients()).containsExactly(1, 1);
        assertThat(bean.getPhciCount()).isEqualTo(3);
        assertThat(bean.getPhcis())
                .extracting(p -> p.devicePath())
                .containsExactly("/idle@1", HBA1, HBA2);
        assertThat(bean.getPhcis().get(0).resourceState()).isEqualTo("OFFLINE");
        assertThat(bean.getPhcis().get(1).verdict()).isEqualTo("DATA_CRITICAL");
        assertThat(bean.getPhcis().get(1).paths()).isEqualTo(2);
        assertThat(bean.getClientCount()).isEqualTo(2);
        assertThat(bean.getPathCount()).isEqualTo(3);
        assertThat(bean.getClients()).extracting(c -> c.name()).containsExactly("mpatha", "mpathb");
        assertThat(bean.getClients().get(1).paths()).isEqualTo(ID1 + " standby to 50:01");
        assertThat(bean.getSinglePointOfFailureCount()).isEqualTo(1);
        SinglePointData point = bean.getSinglePointsOfFailure().get(0);
        assertThat(point.id()).isEqualTo(ID1);
        assertThat(point.clients()).isEqualTo("mpathb");
        assertThat(point.users()).contains("fs");
        assertThat(bean.isStale()).isFalse();
        assertThat(bean.getAgeMillis()).isNotNegative();
        assertThat(bean.getBeanNote()).contains("3 PHCIs and 2 groups");
    }

    @Test
    void aPhciAnswersWhetherItIsSafeToRemove() {
        start();
        PhciMXBean first = phciBean(ID1);
        PhciMXBean second = phciBean(ID2);

        assertThat(first.getDevicePath()).isEqualTo(HBA1);
        assertThat(first.getResourceName()).isEqualTo("/devices" + HBA1);
        assertThat(first.getState()).isEqualTo("online");
        assertThat(first.getStateNumber()).isEqualTo(3);
        assertThat(first.getResourceState()).isEqualTo("ONLINE");
        assertThat(first.getGroupCount()).isEqualTo(2);
        assertThat(first.getGroups()).hasSize(2);
        assertThat(first.getClients()).containsExactly("mpathb", "mpatha");
        assertThat(first.isSafeToRemove()).isFalse();
        assertThat(first.getVerdict()).isEqualTo("DEGRADED");
        assertThat(first.getEndangeredClients()).containsExactly("mpathb");
        assertThat(first.getImpact()).extracting(i -> i.remainingPaths()).containsExactly(0, 1);
        assertThat(first.getReport())
                .startsWith("DEGRADED: ")
                .contains("mpathb w2: usable paths 1 -> 0");
        assertThat(second.isSafeToRemove()).isTrue();
        assertThat(second.getEndangeredClientCount()).isZero();
    }

    @Test
    void verdictsFollowRegistrationsAndAreNotified() {
        start();
        coordinator.users(
                new UsedClients()
                        .use(
                                "/devices/disk2",
                                UsedClients.tuple("/devices/disk2", "fs", "/", null)));

        Waiting.until("notified", () -> types().contains("io.lastpath.verdict.changed"));
        assertThat(phciBean(ID1).getVerdict()).isEqualTo("DATA_CRITICAL");
        assertThat(notifications).hasSize(1);
        assertThat(notifications.get(0).getMessage())
                .contains(ID1)
                .contains("was DEGRADED and is DATA_CRITICAL");
    }

    private List<String> types() {
        return notifications.stream().map(Notification::getType).toList();
    }

    @Test
    void notificationsArriveOnceEachAndInOrder() {
        start();
        source.fail("EIO on /sys");
        source.announce();
        Waiting.until("stale", () -> types().contains("io.lastpath.table.staled"));
        Waiting.until("judged", () -> types().size() == 4);
        assertThat(mpxio().isStale()).isTrue();
        Waiting.until("read", () -> mpxio().getStaleReason().equals("EIO on /sys"));
        assertThat(phciBean(ID1).isSafeToRemove()).isFalse();
        assertThat(phciBean(ID2).getVerdict()).isEqualTo("UNKNOWN");

        source.set(List.of(BOTH));
        source.announce();
        Waiting.until("fresh", () -> types().size() == 8);

        assertThat(types())
                .containsExactly(
                        "io.lastpath.table.staled",
                        "io.lastpath.verdict.changed",
                        "io.lastpath.verdict.changed",
                        "io.lastpath.verdict.changed",
                        "io.lastpath.table.refreshed",
                        "io.lastpath.groups.changed",
                        "io.lastpath.verdict.changed",
                        "io.lastpath.verdict.changed");
        assertThat(mpxio().getRecentEvents())
                .extracting(EventData::type, EventData::message)
                .endsWith(
                        notifications.stream()
                                .map(sent -> tuple(sent.getType(), sent.getMessage()))
                                .toArray(Tuple[]::new));
        assertThat(notifications).extracting(Notification::getSequenceNumber).isSorted();
        assertThat(notifications)
                .extracting(Notification::getSequenceNumber)
                .doesNotHaveDuplicates();
        assertThat(mpxio().getDroppedNotificationCount()).isZero();
    }

    @Test
    void beansComeAndGoWithTheTable() throws Exception {
        start();
        ObjectName group = connection.queryNames(pattern("MpxioGroup"), null).iterator().next();
        MpxioGroupMXBean bean = JMX.newMXBeanProxy(connection, group, MpxioGroupMXBean.class);
        assertThat(bean.getClientCount()).isEqualTo(1);
        assertThat(bean.getPhcis()).isNotEmpty();
        assertThat(bean.getClients()).hasSize(1);
        assertThat(bean.getLeastUsablePaths()).isEqualTo(bean.getMostUsablePaths());
        assertThat(bean.getPathsPerClient()).isEqualTo(bean.getPhciCount());

        source.set(List.of(ONLY1));
        source.announce();

        Waiting.until("beans are gone", () -> phcis().size() == 1);
        assertThat(connection.queryNames(pattern("MpxioGroup"), null)).hasSize(1);
        assertThat(coordinator.registrationRequests()).contains("mpxio");
    }

    @Test
    void clientsThatLeaveTheGroupsAreNamedToWhoIsNotifiedAndInTheLog() {
        start();
        source.set(List.of(ONLY1, client("/disk1", "mpatha", "w1")));
        source.announce();

        Waiting.until("notified", () -> types().contains("io.lastpath.groups.changed"));
        assertThat(notifications)
                .filteredOn(sent -> sent.getType().equals("io.lastpath.groups.changed"))
                .extracting(Notification::getMessage)
                .allSatisfy(message -> assertThat(message).endsWith("; no longer there: mpatha"));
        assertThat(logs.lines()).anyMatch(line -> line.contains("no longer there: mpatha"));
        assertThat(mpxio().getLostClientCount()).isEqualTo(1);
        assertThat(mpxio().getLostClients())
                .containsExactly("mpatha has no path left; used by nobody");
        assertThat(mpxio().getClientCount()).isEqualTo(1);
    }

    @Test
    void aboveTheBeanLimitOnlySummariesArePublished() throws Exception {
        start();
        settings.modified(Settings.config("exact", 4));
        Waiting.until("beans are gone", () -> phcis().isEmpty());

        assertThat(mpxio().getBeanNote()).contains("bean limit of 4");
        assertThat(mpxio().getPhcis()).hasSize(3);
        settings.modified(Settings.config("exact", 256));
        Waiting.until("beans are back", () -> phcis().size() == 3);
    }

    @Test
    void theAnswersAboutAnotherAdapterFitTheDialogsOfAConsole() {
        start();

        assertThat(mpxio().useAdapter(" test "))
                .isEqualTo("adapter test is in use, whatever its ranking");
        assertThat(mpxio().useAdapter("")).isEqualTo("adapter test is in use, by its ranking");
        assertThatThrownBy(() -> mpxio().useAdapter("String"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no adapter String is in service, only test");

        keeper.unbindSource(source, reference);
        assertThat(mpxio().useAdapter(""))
                .isEqualTo("no adapter is in service; one that comes is used");
    }

    @Test
    void momentsAreShownToTheMillisecond() {
        start();

        assertThat(mpxio().getRefreshedAt()).matches("[^.]*(\\.\\d{3})?Z");
    }

    @Test
    void onlyWhatSendsNotificationsOffersThem() throws Exception {
        start();
        String broadcaster = NotificationBroadcaster.class.getName();

        assertThat(connection.isInstanceOf(MPXIO, broadcaster)).isTrue();
        assertThat(connection.getMBeanInfo(MPXIO).getNotifications()).hasSize(1);
        for (String type : List.of("DeviceTree", "Phci", "MpxioGroup")) {
            for (ObjectName name : connection.queryNames(pattern(type), null)) {
                assertThat(connection.isInstanceOf(name, broadcaster)).as("%s", name).isFalse();
            }
        }
    }

    @Test
    void adaptersHaveBeans() {
        start();
        DeviceTreeMXBean bean =
                JMX.newMXBeanProxy(
                        connection, BeanNames.of("DeviceTree", "test"), DeviceTreeMXBean.class);

        assertThat(bean.getRole()).isEqualTo("in use");
        assertThat(bean.getDescription()).isEqualTo("a list in a test");
        assertThat(bean.getRanking()).isEqualTo(3);
        assertThat(bean.getPathCount()).isEqualTo(3);
        assertThat(bean.getSnapshotCount()).isPositive();
        assertThat(bean.getFailureCount()).isZero();

        keeper.bindSource(new FakeSource(List.of(BOTH)), new FakeReference("better", 9));
        Waiting.until("another one is in use", () -> bean.getRoleNumber() == 0);
        Waiting.until("it is read", () -> mpxio().getPhciCount() == 2);
        keeper.unbindSource(source, reference);
        Waiting.until(
                "its bean is gone",
                () -> !connection.isRegistered(BeanNames.of("DeviceTree", "test")));
    }

    @Test
    void aPreviewOfASetTakesNamesAsPeopleGiveThem() {
        start();

        PreviewData data = mpxio().previewData(ID1 + " " + HBA2);

        assertThat(data.phcis()).containsExactly(ID1, ID2);
        assertThat(data.verdict()).isEqualTo("DEGRADED");
        assertThat(data.endangeredClients()).isEqualTo(2);
        assertThat(data.impact()).hasSize(2);
        assertThat(data.stale()).isFalse();
        assertThat(mpxio().preview("0000:5e:00.1")).isEqualTo(mpxio().previewData(ID2).report());
        assertThatThrownBy(() -> mpxio().preview("String"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'String'")
                .hasMessageContaining(ID1);
    }

    @Test
    void operationsGoThroughTheCoordinatorInTheCallersName() {
        start();
        PhciMXBean bean = phciBean(ID2);

        assertThat(bean.query("why")).contains("(operation 1)");
        bean.offline("String");
        bean.forceOffline("card burns", ID2 + " swap");
        bean.online("");
        assertThat(bean.remove("gone")).contains("remove").contains(HBA2);

        assertThat(coordinator.operations())
                .extracting(Operation::kind)
                .containsExactly(
                        OperationKind.QUERY_OFFLINE,
                        OperationKind.OFFLINE,
                        OperationKind.FORCE_OFFLINE,
                        OperationKind.ONLINE,
                        OperationKind.REMOVE);
        Operation offline = coordinator.operations().get(1);
        assertThat(offline.resources()).containsExactly("/devices" + HBA2);
        assertThat(offline.intent().reason()).isEmpty();
        assertThat(offline.intent().initiator().id()).startsWith("jmx ");
        Operation forced = coordinator.operations().get(2);
        assertThat(forced.intent().accepted()).containsExactly("swap");
        assertThat(forced.intent().reason()).isEqualTo("card burns");
    }

    @Test
    void aForcedOperationNeedsTheNameAndAReason() {
        start();
        assertThatThrownBy(() -> phciBean(ID2).forceOffline("why", "String"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(ID2);
        assertThatThrownBy(() -> phciBean(ID2).forceOffline("String", ID2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reason");
        assertThat(coordinator.operations()).isEmpty();
    }

    @Test
    void withoutACoordinatorTheTableIsReadAndEveryVerdictIsUnknown() {
        keeper.bindSource(source, reference);
        Waiting.until("the PHCIs have beans", () -> phcis().size() == 3);

        assertThat(phciBean(ID2).getVerdict()).isEqualTo("UNKNOWN");
        assertThat(phciBean(ID2).getReport()).contains("no coordinator is in service");
        assertThatThrownBy(() -> phciBean(ID2).offline(""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no coordinator is in service");
        management.setCoordinator(coordinator);
        Waiting.until("judged", () -> phciBean(ID2).getVerdict().equals("DEGRADED"));
        management.unsetCoordinator(coordinator);
        Waiting.until("not judged", () -> phciBean(ID2).getVerdict().equals("UNKNOWN"));
        Waiting.until("not listening", () -> coordinator.listeners().isEmpty());
        management.setCoordinator(coordinator);
        Waiting.until("listening", () -> coordinator.listeners().size() == 1);
        management.close();
        Waiting.until("not listening", () -> coordinator.listeners().isEmpty());
    }

    /** Users of whom one does not answer until it is let go. */
    private static final class Hanging extends UsedClients {
        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);

        @Override
        public RcmReply inspect(List<String> resources, RcmFlags flags) {
            asked.countDown();
            try {
                assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return super.inspect(resources, flags);
        }
    }

    /** Starts, and has a judgement hang while this goes on. */
    private void whileSomebodyHangs(Callable<Void> action) throws Exception {
        start();
        Hanging hanging = new Hanging();
        coordinator.users(hanging);
        try {
            assertThat(hanging.asked.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(phciBean(ID2).isSafeToRemove()).isTrue();
            action.call();
        } finally {
            hanging.go.countDown();
        }
    }

    private void assertNothingIsKnown(String reason) {
        assertThat(phciBean(ID2).getVerdict()).isEqualTo("UNKNOWN");
        assertThat(phciBean(ID2).getVerdictLevel()).isEqualTo(4);
        assertThat(phciBean(ID2).isSafeToRemove()).isFalse();
        assertThat(phciBean(ID2).getReport()).startsWith("UNKNOWN: ").contains(reason);
        assertThat(phciBean(ID2).getImpact()).allMatch(i -> i.verdict().equals("UNKNOWN"));
        assertThat(mpxio().getPhcis()).hasSize(3).allMatch(p -> p.verdict().equals("UNKNOWN"));
        assertThat(mpxio().getSinglePointsOfFailure()).allMatch(p -> p.verdictLevel() == 4);
    }

    @Test
    void aStaleTableIsToldThoughSomebodyWhoIsAskedHangs() throws Exception {
        whileSomebodyHangs(
                () -> {
                    source.fail("EIO on /sys");
                    keeper.refresh();
                    assertNothingIsKnown("EIO on /sys");
                    source.set(List.of(BOTH));
                    keeper.refresh();
                    assertNothingIsKnown("was not judged yet");
                    return null;
                });
        Waiting.until("judged", () -> phciBean(ID2).getVerdict().equals("DEGRADED"));
    }

    @Test
    void theAgeOfTheTreeIsThatOfTheGroupsThatAreShownThoughAnotherOneIsBeingJudged()
            throws Exception {
        AtomicReference<String> shown = new AtomicReference<>();
        whileSomebodyHangs(
                () -> {
                    shown.set(mpxio().getRefreshedAt());
                    source.set(List.of(BOTH));
                    Waiting.until(
                            "the clock has moved",
                            () -> {
                                keeper.refresh();
                                return !Times.text(keeper.state().refreshedAt())
                                        .equals(shown.get());
                            });
                    assertThat(mpxio().getRefreshedAt()).isEqualTo(shown.get());
                    assertThat(mpxio().getClients()).hasSize(2);
                    return null;
                });
        Waiting.until("judged", () -> mpxio().getClients().size() == 1);
        assertThat(mpxio().getRefreshedAt()).isNotEqualTo(shown.get());
    }

    @Test
    void aCoordinatorThatLeavesIsToldThoughSomebodyWhoIsAskedHangs() throws Exception {
        whileSomebodyHangs(
                () -> {
                    management.unsetCoordinator(coordinator);
                    assertNothingIsKnown("no coordinator is in service");
                    return null;
                });
        Waiting.until("judged", () -> types().contains("io.lastpath.verdict.changed"));
        assertThat(phciBean(ID2).getReport()).contains("no coordinator is in service");
    }

    @Test
    void noTableIsKeptForThatSomebodyHangs() throws Exception {
        whileSomebodyHangs(
                () -> {
                    source.set(List.of(BOTH));
                    keeper.refresh();
                    WeakReference<Object> between = new WeakReference<>(keeper.state().table());
                    source.set(List.of(ONLY1));
                    keeper.refresh();
                    Waiting.until(
                            "the table in between is gone",
                            () -> {
                                System.gc();
                                return between.get() == null;
                            });
                    return null;
                });
    }

    @Test
    void whatCannotBeJudgedSaysWhy() {
        start();
        coordinator.users(
                new UsedClients() {
                    @Override
                    public RcmReply inspect(List<String> resources, RcmFlags flags) {
                        throw new AssertionError("broken " + resources);
                    }
                });

        Waiting.until("judged", () -> types().contains("io.lastpath.verdict.changed"));
        assertNothingIsKnown("could not be judged");
        assertThat(phciBean(ID1).getReport()).contains("broken [/devices/disk2]");
        assertThat(logs.lines()).anyMatch(line -> line.contains("could not be judged"));
        coordinator.users(new UsedClients());
        Waiting.until("judged", () -> phciBean(ID2).getVerdict().equals("DEGRADED"));
    }

    @Test
    void anAdapterThatWasThereFirstIsReadToo() {
        management.close();
        keeper.bindSource(source, reference);
        management =
                new MpxioManagement(
                        keeper,
                        new MpxioModule(keeper, settings, logs.logger()),
                        settings,
                        logs.logger());

        Waiting.until("the PHCIs have beans", () -> phcis().size() == 3);
    }

    @Test
    void aRefreshSaysWhatWasReadOrWhyNot() {
        start();
        assertThat(mpxio().refresh()).contains("adapter test:\n3 PHCIs, 2 groups");
        source.fail("di_init: Permission denied");
        assertThatThrownBy(() -> mpxio().refresh())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Permission denied");
        assertThat(mpxio().getFailedRefreshCount()).isPositive();
    }

    @Test
    void everyItemIsDescribedAndEveryOperationCallableFromJConsole() throws Exception {
        start();
        for (ObjectName name : connection.queryNames(new ObjectName("io.lastpath:*"), null)) {
            MBeanInfo info = connection.getMBeanInfo(name);
            for (MBeanOperationInfo operation : info.getOperations()) {
                assertThat(operation.getDescription()).isNotEqualTo(operation.getName());
                for (MBeanParameterInfo parameter : operation.getSignature()) {
                    assertThat(parameter.getType()).isIn("java.lang.String", "int", "long");
                    assertThat(parameter.getName()).doesNotMatch("p\\d+");
                }
            }
            for (MBeanAttributeInfo attribute : info.getAttributes()) {
                assertThat(attribute.getDescription()).isNotEqualTo(attribute.getName());
                assertThat(connection.getAttribute(name, attribute.getName())).isNotNull();
            }
        }
    }
}
