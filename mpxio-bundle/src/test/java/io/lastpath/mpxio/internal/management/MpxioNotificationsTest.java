// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.management.EventData;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.mpxio.internal.support.Waiting;
import io.lastpath.rcm.RcmState;
import java.util.List;
import javax.management.Notification;
import javax.management.NotificationBroadcaster;
import javax.management.ObjectName;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What the beans tell. */
class MpxioNotificationsTest extends ManagedHost {

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
}
