// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.management.SimulatedPathData;
import io.lastpath.management.SimulationMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A simulator with two HBAs that runs, and its bean. */
abstract class SimulatedHost {

    static final String P1 = "/pci0000:00/0000:00:03.0/0000:01:00.0";
    static final String P2 = "/pci0000:00/0000:00:04.0/0000:02:00.0";

    @TempDir Path directory;
    RunningSimulator running;
    SimulationMXBean bean;
    final AtomicInteger announced = new AtomicInteger();

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

    void assertSays(Supplier<String> operation, String sentence) {
        int before = announced.get();

        assertThat(operation.get()).isEqualTo(sentence);

        assertThat(announced).as("announcements").hasValue(before + 1);
    }

    void assertRefuses(ThrowingCallable operation, String sentence) {
        List<SimulatedPathData> before = bean.getPaths();
        int told = announced.get();

        assertThatThrownBy(operation)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence)
                .hasNoCause();

        assertThat(bean.getPaths()).isEqualTo(before);
        assertThat(announced).as("announcements").hasValue(told);
    }

    List<String> states(String client) {
        return bean.getPaths().stream()
                .filter(path -> path.client().equals(client))
                .map(SimulatedPathData::state)
                .toList();
    }

    List<DeviceNode.Client> clients() throws DeviceTreeException {
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
