// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.management.BeanNames;
import io.lastpath.management.DeviceTreeMXBean;
import io.lastpath.management.MpxioGroupMXBean;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.PhciMXBean;
import io.lastpath.management.SinglePointData;
import io.lastpath.mpxio.internal.module.MpxioModule;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.mpxio.internal.support.Waiting;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.time.Instant;
import java.util.List;
import javax.management.JMX;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** What the beans show. */
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
}
