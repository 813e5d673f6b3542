// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.management.SimulatedConsumerData;
import io.lastpath.management.SimulatedPathData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the bean shows, loads, saves and tells. */
class SimulationBeanTest extends SimulatedHost {

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
}
