// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.PathState;
import io.lastpath.management.SimulatedConsumerData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What the bean changes of the simulated host, and what it refuses to. */
class SimulationEditsTest extends SimulatedHost {

    @Test
    void aPathsStateIsSet() throws Exception {
        assertSays(
                () -> bean.setPathState("mpatha", "0000:01:00.0", "offline"),
                "1 path of mpatha through 0000:01:00.0 is now offline");

        assertThat(states("/virtual/block/dm-0")).containsExactly("offline", "online");
        assertThat(states("/virtual/block/dm-1")).containsExactly("online", "online");
        assertThat(clients().get(0).paths().get(0).state()).isEqualTo(PathState.OFFLINE);
    }

    @Test
    void everyPathThroughAPhciIsSet() {
        assertSays(
                () -> bean.setPhciState(P2, "fault"), "4 paths through 0000:02:00.0 are now fault");

        assertThat(bean.getPaths())
                .allSatisfy(
                        path ->
                                assertThat(path.state())
                                        .isEqualTo(path.phci().equals(P2) ? "fault" : "online"));
    }

    @Test
    void aNameOfSeveralLinesMakesNoLineOfItsOwn() throws Exception {
        Path odd = directory.resolve("odd.json");
        Files.writeString(
                odd,
                """
                {"devices": {"clients": [{"path": "/a", "name": "odd\\nSAFE",
                  "paths": [{"phci": "/p", "state": "online"}]}]}}
                """);
        bean.load(odd.toString());

        assertThat(bean.setPathState("/a", "/p", "offline"))
                .isEqualTo("1 path of odd SAFE through p is now offline");
    }

    @Test
    void aPathIsAddedAndSeveralAreRemovedAtOnce() {
        assertSays(
                () -> bean.addPath("/virtual/block/dm-0", "0000:01:00.0", "standby"),
                "mpatha has a new path through 0000:01:00.0, which is standby: it has 3 paths"
                        + " now");
        assertThat(states("/virtual/block/dm-0")).containsExactly("online", "online", "standby");

        assertSays(
                () -> bean.setPathState("mpatha", P1, "offline"),
                "2 paths of mpatha through 0000:01:00.0 are now offline");

        assertSays(
                () -> bean.removePath("mpatha", P1),
                "removed 2 paths of mpatha through 0000:01:00.0: it has 1 path now");
        assertThat(states("/virtual/block/dm-0")).containsExactly("online");
    }

    @Test
    void aPathMayLeadThroughANewPhci() {
        assertSays(
                () -> bean.addPath("mpathb", "/pci0000:00/0000:09:00.0", "online"),
                "mpathb has a new path through 0000:09:00.0, which is online: it has 3 paths"
                        + " now");
    }

    @Test
    void clientsAreAddedAndRemoved() throws Exception {
        assertSays(
                () -> bean.addClient("/virtual/block/dm-9", "mpathz", ""),
                "added the client mpathz, without paths");
        assertThat(bean.getClientCount()).isEqualTo(5);
        assertThat(clients().get(4).name()).isEqualTo("mpathz");

        assertSays(
                () -> bean.removeClient("mpatha"),
                "removed the client mpatha with 2 paths and 0 consumers");
        assertThat(clients()).extracting(DeviceNode.Client::name).doesNotContain("mpatha");
    }

    @Test
    void aClientTakesItsConsumersAlong() {
        bean.load("four-hba");

        assertThat(bean.removeClient("mpathb"))
                .isEqualTo("removed the client mpathb with 4 paths and 3 consumers");
        assertThat(bean.getConsumers())
                .extracting(SimulatedConsumerData::client)
                .doesNotContain("/virtual/block/dm-1");
    }

    @Test
    void whatConsolesFillInIsNoName() {
        assertRefuses(() -> bean.load("String"), "'file' is missing");
        assertRefuses(() -> bean.save(null), "'file' is missing");
        assertRefuses(() -> bean.setPathState("String", P1, "online"), "'client' is missing");
        assertRefuses(() -> bean.addPath("mpatha", "", "online"), "'phci' is missing");
        assertRefuses(() -> bean.setPhciState(P1, "String"), "'state' is missing");
        assertRefuses(
                () -> bean.injectFailure("String"),
                "'reason' has to say why reads fail; empty, reads work again");
    }

    @Test
    void whatIsNotThereIsNamedWithWhatIs() {
        assertRefuses(
                () -> bean.removeClient("mpathx"),
                "'client': \"mpathx\" is neither the device path nor the name of a client; the"
                        + " clients are mpatha, mpathb, mpathc, mpathd");
        assertRefuses(
                () -> bean.setPhciState("0000:03:00.0", "online"),
                "'phci': \"0000:03:00.0\" is no PHCI of this scenario; the PHCIs are "
                        + P1
                        + ", "
                        + P2);
        assertRefuses(
                () -> bean.setPhciState(P1, "gone"),
                "'state' is \"gone\", but must be one of online, standby, offline, fault,"
                        + " unknown");
        bean.removePath("mpatha", P1);
        announced.set(0);
        assertRefuses(
                () -> bean.removePath("mpatha", P1),
                "'phci': mpatha has no path through 0000:01:00.0, only through 0000:02:00.0");
    }

    @Test
    void aPhciThatNoPathLeadsThroughHasNoStateToSet() {
        for (String client : List.of("mpatha", "mpathb", "mpathc", "mpathd")) {
            bean.removePath(client, P1);
        }
        announced.set(0);

        assertRefuses(
                () -> bean.setPhciState(P1, "offline"),
                "'phci': no path leads through 0000:01:00.0");
    }

    @Test
    void aNameThatTwoHaveIsNotEnough() {
        bean.addClient("/a/twin", "mpatha", "");
        bean.addPath("mpathb", "/other/0000:01:00.0", "online");
        announced.set(0);

        assertRefuses(
                () -> bean.removeClient("mpatha"),
                "'client': 2 clients have the name \"mpatha\"; give a device path");
        assertRefuses(
                () -> bean.setPhciState("0000:01:00.0", "offline"),
                "'phci': 2 PHCIs end in \"0000:01:00.0\"; give a device path: "
                        + P1
                        + ", /other/0000:01:00.0");
        assertThat(bean.setPathState("mpathb", "/other/0000:01:00.0", "offline"))
                .isEqualTo("1 path of mpathb through /other/0000:01:00.0 is now offline");
    }

    @Test
    void anEditThatCouldNotBeLoadedAgainIsRefused() {
        assertRefuses(
                () -> bean.addClient("/virtual/block/dm-0", "again", ""),
                "not done: devices.clients[4].path is \"/virtual/block/dm-0\", which"
                        + " devices.clients[0] has already");
        assertRefuses(
                () -> bean.addClient("dm-9", "", ""),
                "'path': \"dm-9\" is no device path, which starts with /");
        assertRefuses(
                () -> bean.addPath("mpatha", "/virtual/block/dm-0", "online"),
                "not done: devices.clients[0].path leads back to itself through the PHCIs of its"
                        + " paths: \"/virtual/block/dm-0\" > \"/virtual/block/dm-0\"");
        assertRefuses(
                () -> bean.addClient("/" + "x".repeat(65536), "", ""),
                "'path' has more than the 65536 bytes that a string may have");
        for (String client : List.of("mpatha", "mpathb", "mpathc")) {
            bean.removeClient(client);
        }
        announced.set(0);
        assertRefuses(
                () -> bean.removeClient("mpathd"),
                "not done: devices.clients is empty, but a scenario needs at least one client");
    }

    @Test
    void snapshotsStayWholeWhileSeveralThreadsEdit() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> work = new ArrayList<>();
            // Each edit changes all four paths of a PHCI: no snapshot may show a part of it.
            for (String phci : List.of(P1, P2)) {
                work.add(threads.submit(() -> edit(phci)));
                work.add(threads.submit((Callable<Void>) this::walk));
            }
            for (Future<?> each : work) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(announced).hasValue(400);
    }

    private void edit(String phci) {
        for (int i = 0; i < 200; i++) {
            bean.setPhciState(phci, i % 2 == 0 ? "offline" : "online");
        }
    }

    private Void walk() throws DeviceTreeException {
        for (int i = 0; i < 2000; i++) {
            List<DeviceNode.Client> clients = clients();
            assertThat(clients).hasSize(4);
            for (int path = 0; path < 2; path++) {
                int number = path;
                assertThat(clients)
                        .extracting(client -> client.paths().get(number).state())
                        .containsOnly(clients.get(0).paths().get(number).state());
            }
        }
        return null;
    }
}
