// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.management.BeanNames;
import io.lastpath.management.DeviceTreeMXBean;
import io.lastpath.management.EventData;
import io.lastpath.management.MpxioGroupMXBean;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.PhciMXBean;
import io.lastpath.management.PreviewData;
import io.lastpath.management.SinglePointData;
import io.lastpath.mpxio.internal.module.MpxioModule;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.mpxio.internal.support.Waiting;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcaster;
import javax.management.ObjectName;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What the beans show, do and tell. */
class MpxioManagementTest extends ManagedHost {

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
    void aDiskInUseThatIsInNoMapMakesItsPhciUnsafeToRemoveAndIsARowOfTheSinglePoints() {
        String disk = "/devices" + HBA2 + "/host1/sdz";
        reference.with(DeviceTreeSource.USERS, "host");
        coordinator.users(users());
        start();
        Waiting.until("judged", () -> phciBean(ID2).isSafeToRemove());
        assertThat(mpxio().getSinglePointsOfFailure())
                .extracting(SinglePointData::id)
                .containsExactly(ID1);

        coordinator.users(
                users().use("/devices" + HBA2, UsedClients.tuple(disk, "host", "", Verdict.SAFE))
                        .use(disk, UsedClients.tuple(disk, "host", "", Verdict.SAFE))
                        .use(disk, UsedClients.tuple(disk, "fs", "ext4 at /srv", null)));

        Waiting.until("it is judged anew", () -> !phciBean(ID2).isSafeToRemove());
        assertThat(phciBean(ID2).getVerdict()).isEqualTo("DATA_CRITICAL");
        assertThat(phciBean(ID2).getReport())
                .contains("also carries sdz, outside of multipathing: ext4 at /srv");
        SinglePointData row = mpxio().getSinglePointsOfFailure().get(0);
        assertThat(row.id()).isEqualTo(ID2);
        assertThat(row.clients()).isEqualTo("sdz");
        assertThat(row.users()).contains("ext4 at /srv");

        coordinator.users(users());
        Waiting.until("it is let go", () -> phciBean(ID2).isSafeToRemove());
    }

    private static UsedClients users() {
        UsedClients users = new UsedClients();
        for (String disk : List.of("/devices/disk1", "/devices/disk2")) {
            users.use(disk, UsedClients.tuple(disk, "host", "", Verdict.SAFE));
        }
        return users;
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

    @Test
    void whatAQuestionMakesOfTheVerdictsIsNoNewsUnlessItStays() {
        start();
        String resource = "/devices" + HBA2;

        coordinator.users(new UsedClients().state(resource, RcmState.OFFLINE_QUERYING));
        Waiting.until("it is asked", () -> resourceStateOf(ID2).equals("OFFLINE_QUERYING"));
        assertThat(phciBean(ID1).getEndangeredClientCount()).isEqualTo(2);
        coordinator.users(
                usedBoth().state(resource, RcmState.OFFLINE_QUERYING)); // somebody comes meanwhile
        Waiting.until("judged", () -> phciBean(ID1).getVerdict().equals("DATA_CRITICAL"));
        coordinator.users(new UsedClients());
        Waiting.until("refused", () -> resourceStateOf(ID2).equals("ONLINE"));
        assertThat(notifications).isEmpty();

        coordinator.users(usedBoth().state(resource, RcmState.SUSPEND_QUERYING));
        Waiting.until("it is asked", () -> resourceStateOf(ID2).equals("SUSPEND_QUERYING"));
        coordinator.users(usedBoth().state(resource, RcmState.OFFLINE));
        Waiting.until("notified", () -> !notifications.isEmpty());
        assertThat(notifications.get(0).getMessage())
                .contains(ID1)
                .contains("was DEGRADED and is DATA_CRITICAL");
    }

    private String resourceStateOf(String id) {
        return phciBean(id).getResourceState();
    }

    private static UsedClients usedBoth() {
        return new UsedClients()
                .use("/devices/disk1", UsedClients.tuple("/devices/disk1", "fs", "/", null));
    }

    @Test
    void aLookThatFoundNothingIsShownAndReadsNothing() {
        start();
        DeviceTreeMXBean bean =
                JMX.newMXBeanProxy(
                        connection, BeanNames.of("DeviceTree", "test"), DeviceTreeMXBean.class);
        assertThat(bean.getLastLookAt()).isEmpty();
        assertThat(bean.getLastLookAgeMillis()).isEqualTo(-1);
        int snapshots = source.snapshots();

        source.haveLookedAndFoundNothing();

        assertThat(Instant.parse(bean.getLastLookAt()))
                .isAfterOrEqualTo(Instant.parse(bean.getLastSnapshotAt()));
        assertThat(bean.getLastLookAgeMillis()).isNotNegative();
        assertThat(source.snapshots()).isEqualTo(snapshots);
        assertThat(mpxio().isStale()).isFalse();
    }

    @Test
    void aHostThatCannotBeReadIsNewsEvenWhileSomebodyIsAsked() {
        start();
        coordinator.users(new UsedClients().state("/devices" + HBA2, RcmState.OFFLINE_QUERYING));
        Waiting.until("it is asked", () -> resourceStateOf(ID2).equals("OFFLINE_QUERYING"));

        source.fail("EIO on /sys");
        source.announce();

        Waiting.until("told", () -> types().contains("io.lastpath.verdict.changed"));
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
        assertThat(bean.getRemarks()).containsExactly("its paths are made up");
        assertThat(bean.getRoot()).isEmpty();
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
    void whatARequestAskedIsForgottenOnceItIsOver() {
        start();
        RcmHandle handle = new FakeHandle.OfRequest(7);
        String resource = "/devices" + HBA1;
        assertThat(offline(handle, resource, RcmFlags.QUERY).result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(offline(handle, resource, RcmFlags.NONE).result()).isEqualTo(RcmResult.SUCCESS);

        management.requestOver(7);

        assertThat(offline(handle, resource, RcmFlags.NONE).error()).contains("nobody was asked");
    }

    /** As when somebody asks while information is gathered, which is no request to let go. */
    @Test
    void whatWasAskedWithinAnotherOperationIsForgottenOnceThatHasEnded() {
        start();
        RcmHandle asking = new FakeHandle.OfRequest(1);
        String resource = "/devices" + HBA1;
        offline(asking, resource, RcmFlags.QUERY);
        coordinator.open(asking.intent()).notifyOnline(List.of(resource), RcmFlags.NONE);
        management.operationEnded(coordinator.operation(1).orElseThrow());

        assertThat(offline(asking, resource, RcmFlags.NONE).error()).contains("nobody was asked");
    }

    @Test
    void whatStayedRegisteredForARequestIsDroppedOnceThatIsOver() {
        start();
        String resource = "/devices" + HBA1;
        List<String> dropped = new CopyOnWriteArrayList<>();
        RcmHandle asking =
                new FakeHandle.OfRequest(7) {
                    @Override
                    public RcmState getResourceState(String name) {
                        return RcmState.OFFLINE_QUERY;
                    }

                    @Override
                    public RcmReply unregisterInterest(
                            RegistrationKind kind, String name, RcmFlags flags) {
                        dropped.add(name);
                        return RcmReply.SUCCESS;
                    }
                };
        module.register(asking);
        offline(asking, resource, RcmFlags.QUERY);
        source.set(List.of(client("/disk1", path(HBA2, ON))));
        module.register(asking);
        assertThat(dropped).isEmpty();
        coordinator.onRegistrationRequest(() -> module.register(asking));

        coordinator.listeners().forEach(listener -> listener.requestOver(7));

        assertThat(dropped).containsExactly(resource);
        coordinator.registrationRequests().clear();
        coordinator.listeners().forEach(listener -> listener.requestOver(8));
        assertThat(coordinator.registrationRequests()).isEmpty();
    }

    @Test
    void whatWasAskedThroughACoordinatorThatLeftIsForgotten() {
        start();
        String resource = "/devices" + HBA1;
        offline(new FakeHandle.OfRequest(7), resource, RcmFlags.QUERY);

        management.unsetCoordinator(coordinator);

        assertThat(offline(new FakeHandle.OfRequest(7), resource, RcmFlags.NONE).error())
                .contains("nobody was asked");
    }

    private ModuleReply offline(RcmHandle handle, String resource, RcmFlags flags) {
        return module.requestOffline(handle, resource, 0, flags);
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
        assertThat(phciBean(ID1).getReport()).contains("broken []");
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
