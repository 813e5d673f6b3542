// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.PathState;
import io.lastpath.management.SimulatedConsumerData;
import io.lastpath.management.SimulatedPathData;
import io.lastpath.management.SimulationMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationBeanTest {

    private static final String P1 = "/pci0000:00/0000:00:03.0/0000:01:00.0";
    private static final String P2 = "/pci0000:00/0000:00:04.0/0000:02:00.0";

    @TempDir Path directory;
    private RunningSimulator running;
    private SimulationMXBean bean;
    private final AtomicInteger announced = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        running = new RunningSimulator(directory, "two-hba").settled();
        bean = running.bean;
        running.source().addListener(source -> announced.incrementAndGet());
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
    }

    @Test
    void theBeanShowsTheScenario() {
        assertThat(bean.getTitle()).isEqualTo("Two HBAs, four LUNs, everything idle");
        assertThat(bean.getSource()).isEqualTo("two-hba");
        assertThat(bean.isChanged()).isFalse();
        assertThat(bean.getClientCount()).isEqualTo(4);
        assertThat(bean.getPathCount()).isEqualTo(8);
        assertThat(bean.getPaths())
                .hasSize(8)
                .startsWith(
                        new SimulatedPathData("/virtual/block/dm-0", 1, P1, "online", 3),
                        new SimulatedPathData("/virtual/block/dm-0", 2, P2, "online", 3));
        assertThat(bean.getRecordings()).containsExactly("alua-ana", "four-hba", "nvme", "two-hba");
        assertThat(bean.getInjectedFailure()).isEmpty();
        assertThat(bean.getConsumers()).isEmpty();
    }

    @Test
    void theBeanShowsTheConsumersWithTheirDefaults() {
        bean.load("four-hba");

        assertThat(bean.getConsumers())
                .contains(
                        new SimulatedConsumerData(
                                "/virtual/block/dm-6",
                                "swap",
                                "mpathg",
                                "swap on mpathg",
                                "SYSTEM_CRITICAL",
                                3,
                                "refuse",
                                "refuse",
                                "allow",
                                "swap is in use",
                                0));
    }

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
    void anInjectedFailureFailsEveryReadUntilItIsCleared() throws Exception {
        assertSays(
                () -> bean.injectFailure("I/O error"),
                "every read of the simulated host now fails: I/O error");

        assertThat(bean.getInjectedFailure()).isEqualTo("I/O error");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> running.source().snapshot())
                    .isInstanceOf(DeviceTreeException.class)
                    .hasMessage("the simulated host two-hba cannot be read: I/O error");
        }

        assertSays(() -> bean.injectFailure(""), "reads of the simulated host work");
        assertThat(clients()).hasSize(4);
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
    void aLoadReplacesTheScenario() {
        assertSays(
                () -> bean.load("nvme"),
                "loaded nvme, \"NVMe native multipath, three controllers of one subsystem\": 4"
                        + " clients, 10 paths and 3 consumers");
        assertThat(bean.getSource()).isEqualTo("nvme");
        assertThat(bean.isChanged()).isFalse();
    }

    @Test
    void aBadFileLeavesTheScenarioAsItWas() throws Exception {
        Path bad = Files.writeString(directory.resolve("bad.json"), "{\n \"devices\": []}");

        assertRefuses(
                () -> bean.load(bad.toString()),
                bad + ":2:13: devices is a list, but must be an object; two-hba stays" + " loaded");
        assertThat(bean.getClientCount()).isEqualTo(4);
    }

    @Test
    void whatIsSavedIsLoadedAgain() {
        String file = directory.resolve("saved.json").toString();
        bean.load("four-hba");
        bean.setPhciState("0000:01:00.0", "standby");
        assertThat(bean.isChanged()).isTrue();
        List<SimulatedPathData> paths = bean.getPaths();

        assertThat(bean.save(file))
                .matches("wrote 9 clients, 23 paths and 6 consumers to .*saved.json: \\d+ bytes");
        assertThat(bean.isChanged()).isFalse();
        bean.load("nvme");
        bean.load(file);

        assertThat(bean.getPaths()).isEqualTo(paths);
        assertThat(bean.getSource()).isEqualTo(file);
    }

    @Test
    void aSaveThatFailsSaysWhy() {
        assertThatThrownBy(() -> bean.save("/proc/new.json"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("/proc/new.json: not written: ")
                .hasMessageEndingWith("; what was there is as it was");
    }

    @Test
    void aListenerThatFailsKeepsNobodyFromHearing() {
        AtomicInteger heard = new AtomicInteger();
        running.source()
                .addListener(
                        source -> {
                            throw new IllegalStateException("on purpose");
                        });
        running.source().addListener(source -> heard.incrementAndGet());

        bean.setPhciState(P1, "offline");

        assertThat(heard).hasValue(1);
        assertThat(running.log).anyMatch(line -> line.startsWith("error A listener"));
    }

    @Test
    void aListenerHearsOnceAndNoMoreOnceRemoved() {
        AtomicInteger heard = new AtomicInteger();
        DeviceTreeListener listener = source -> heard.incrementAndGet();
        running.source().addListener(listener);
        running.source().addListener(listener);

        bean.setPhciState(P1, "offline");
        assertThat(heard).hasValue(1);

        running.source().removeListener(listener);
        bean.setPhciState(P1, "online");
        assertThat(heard).hasValue(1);
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

    private void assertSays(Supplier<String> operation, String sentence) {
        int before = announced.get();

        assertThat(operation.get()).isEqualTo(sentence);

        assertThat(announced).as("announcements").hasValue(before + 1);
    }

    private void assertRefuses(ThrowingCallable operation, String sentence) {
        List<SimulatedPathData> before = bean.getPaths();
        int told = announced.get();

        assertThatThrownBy(operation)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence)
                .hasNoCause();

        assertThat(bean.getPaths()).isEqualTo(before);
        assertThat(announced).as("announcements").hasValue(told);
    }

    private List<String> states(String client) {
        return bean.getPaths().stream()
                .filter(path -> path.client().equals(client))
                .map(SimulatedPathData::state)
                .toList();
    }

    private List<DeviceNode.Client> clients() throws DeviceTreeException {
        DeviceTreeSource source = running.source();
        List<DeviceNode.Client> clients = new ArrayList<>();
        try (DeviceTree tree = source.snapshot()) {
            tree.walk(
                    node -> {
                        if (node instanceof DeviceNode.Client client) {
                            clients.add(client);
                        }
                    });
        }
        return clients;
    }
}
