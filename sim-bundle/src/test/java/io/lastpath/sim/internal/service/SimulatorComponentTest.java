// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.service;

import static io.lastpath.sim.internal.service.RunningSimulator.config;
import static io.lastpath.sim.internal.service.RunningSimulator.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.management.BeanNames;
import io.lastpath.rcm.RcmModule;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;

class SimulatorComponentTest {

    @TempDir Path directory;

    @Test
    void withoutAScenarioNothingIsOfferedAndOneLineSaysSo() throws Exception {
        try (RunningSimulator running = new RunningSimulator(directory, " ").settled()) {
            assertThat(running.source()).isNull();
            assertThat(running.modules()).isEmpty();
            assertThat(running.log)
                    .containsExactly(
                            "info io.lastpath.sim: no 'scenario' is configured: no device tree is"
                                    + " offered");
            assertThat(running.bean.getTitle()).isEmpty();
            assertThat(running.bean.getPaths()).isEmpty();
            assertThatThrownBy(() -> running.bean.setPhciState("0000:01:00.0", "offline"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no scenario is loaded; load one first, for example four-hba");
        }
    }

    @Test
    void aRankingThatIsNoNumberIsNamedAndTheEarlierOneStays() throws Exception {
        try (RunningSimulator running = new RunningSimulator(directory, "four-hba").settled()) {
            running.component.modified(
                    config(
                            "four-hba",
                            () -> {
                                throw new NumberFormatException("For input string: \"x\"");
                            }));

            until(
                    () ->
                            running.log.contains(
                                    "error io.lastpath.sim: 'ranking' has to be a whole number; 5"
                                            + " stays in force"));
            assertThat(running.sourceProperties()).containsEntry(Constants.SERVICE_RANKING, 5);
        }
    }

    @Test
    void aScenarioBringsTheTreeAndAModuleForEachName() throws Exception {
        try (RunningSimulator running = new RunningSimulator(directory, "four-hba").settled()) {
            assertThat(running.log)
                    .containsExactly(
                            "info loaded four-hba, \""
                                    + running.bean.getTitle()
                                    + "\": 9 clients,"
                                    + " 23 paths and 6 consumers");
            assertThat(running.sourceProperties())
                    .containsEntry(DeviceTreeSource.ADAPTER, "simulation")
                    .containsEntry(DeviceTreeSource.PLAYED, true)
                    .containsEntry(Constants.SERVICE_RANKING, 5);
            assertThat(running.source().description()).isEqualTo("scenario four-hba");
            assertThat(running.modules()).containsOnlyKeys("filesys", "lvm", "swap");
            assertThat(running.modules().get("swap").info()).startsWith("Simulated module swap ");
        }
    }

    /** Everything that it remembers as removed was removed from a scenario. */
    @Test
    void whereTheRuntimeIsForTheScenarioOnlyThatIsItsHost() throws Exception {
        Map<String, String> asked = Map.of("lastpath.scenario.only", "true");
        try (RunningSimulator running =
                new RunningSimulator(directory, "two-hba", asked).settled()) {
            assertThat(running.sourceProperties()).containsEntry(DeviceTreeSource.PLAYED, false);
        }
    }

    @Test
    void theScenarioOfTheCommandLineIsShownAgainUntilTheConfigurationChanges() throws Exception {
        Map<String, String> asked = Map.of(SimulatorComponent.SCENARIO_PROPERTY, "two-hba");
        try (RunningSimulator running = new RunningSimulator(directory, "", asked).settled()) {
            assertThat(running.source().description()).isEqualTo("scenario two-hba");

            running.component.modified(config("", 7));
            until(
                    () ->
                            Integer.valueOf(7)
                                    .equals(running.sourceProperties().get("service.ranking")));
            assertThat(running.source().description()).isEqualTo("scenario two-hba");

            running.component.modified(config("nvme", 7));
            until(() -> running.source().description().equals("scenario nvme"));
        }
    }

    @Test
    void whatWasOfferedGoesWhenTheComponentStops() throws Exception {
        try (RunningSimulator running = new RunningSimulator(directory, "four-hba").settled()) {
            running.stopComponent();

            assertThat(running.source()).isNull();
            assertThat(running.modules()).isEmpty();
            assertThat(
                            ManagementFactory.getPlatformMBeanServer()
                                    .isRegistered(BeanNames.of("Simulation")))
                    .isFalse();
            until(SimulatorComponentTest::noSimulatorThreadIsLeft);
        }
    }

    private static boolean noSimulatorThreadIsLeft() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .noneMatch("lastpath-sim"::equals);
    }

    @Test
    void anotherScenarioInTheConfigurationReplacesTheFirst() throws Exception {
        try (RunningSimulator running = new RunningSimulator(directory, "four-hba").settled()) {
            List<DeviceTreeSource> told = new CopyOnWriteArrayList<>();
            DeviceTreeSource source = running.source();
            source.addListener(told::add);

            running.component.modified(config("nvme", 5));
            until(() -> !told.isEmpty());

            assertThat(running.source()).isSameAs(source);
            assertThat(source.description()).isEqualTo("scenario nvme");
            assertThat(running.modules()).containsOnlyKeys("filesys", "lvm");
        }
    }

    @Test
    void aBadScenarioInTheConfigurationIsLoggedAndTheEarlierStays() throws Exception {
        Path bad = Files.writeString(directory.resolve("bad.json"), "{\"devices\": 5}");
        try (RunningSimulator running = new RunningSimulator(directory, "four-hba").settled()) {
            running.component.modified(config(bad.toString(), 5));
            until(() -> running.log.size() == 2);

            assertThat(running.log.get(1))
                    .isEqualTo(
                            "error io.lastpath.sim: scenario: "
                                    + bad
                                    + ":1:13: devices is a number, but must be an object;"
                                    + " four-hba stays loaded");
            assertThat(running.bean.getClientCount()).isEqualTo(9);
            assertThat(running.modules()).containsOnlyKeys("filesys", "lvm", "swap");
        }
    }

    @Test
    void aBadScenarioAtTheStartOffersNothing() throws Exception {
        try (RunningSimulator running = new RunningSimulator(directory, "/no/such").settled()) {
            assertThat(running.log)
                    .containsExactly(
                            "error io.lastpath.sim: scenario: /no/such: there is no such file, nor"
                                    + " a recording of that name; the recordings are alua-ana,"
                                    + " four-hba, nvme, two-hba; no scenario is loaded");
            assertThat(running.source()).isNull();
        }
    }

    @Test
    void anotherRankingKeepsTheEditedScenario() throws Exception {
        try (RunningSimulator running = new RunningSimulator(directory, "four-hba").settled()) {
            running.bean.removeClient("mpatha");

            running.component.modified(config("four-hba", 9));
            until(() -> running.sourceProperties().get(Constants.SERVICE_RANKING).equals(9));

            assertThat(running.bean.getClientCount()).isEqualTo(8);
        }
    }

    @Test
    void anEmptyScenarioInTheConfigurationTakesTheHostAway() throws Exception {
        try (RunningSimulator running = new RunningSimulator(directory, "four-hba").settled()) {
            running.component.modified(config("", 5));
            until(() -> running.log.size() == 2);

            assertThat(running.source()).isNull();
            assertThat(running.modules()).isEmpty();
            assertThat(running.bean.getClientCount()).isZero();
        }
    }

    @Test
    void modulesThatStayAreToldToRegisterAgain() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        try (RunningSimulator running = new RunningSimulator(directory, "four-hba").settled()) {
            running.component.coordinator = FakeCoordinator.noting(told);
            Map<String, RcmModule> before = running.modules();

            running.bean.load("nvme");

            assertThat(told).containsExactlyInAnyOrder("filesys", "lvm");
            assertThat(running.modules().get("lvm")).isSameAs(before.get("lvm"));

            told.clear();
            running.bean.load("four-hba");
            assertThat(running.modules()).containsKey("swap");
            running.bean.setPhciState("0000:01:00.0", "offline");
            assertThat(told).containsExactlyInAnyOrder("filesys", "lvm");

            told.clear();
            running.bean.removeClient("mpathg");
            assertThat(running.modules()).doesNotContainKey("swap");
        }
    }

    @Test
    void aConsumerThatNobodyCanAskIsLogged() throws Exception {
        String client = "/" + "x".repeat(1015);
        Path file =
                Files.writeString(
                        directory.resolve("long.json"),
                        """
                        {"devices": {"clients": [{"path": "%1$s"}]},
                         "consumers": [{"client": "%1$s", "module": "db", "resource": "table",
                           "usage": "u", "severity": "SAFE", "offline": "allow"}]}
                        """
                                .formatted(client));
        try (RunningSimulator running = new RunningSimulator(directory, file.toString())) {
            until(() -> running.log.size() == 2);

            assertThat(running.log.get(0))
                    .isEqualTo(
                            "warn nobody can ask db about table: the resource name of its client"
                                    + " has more than 1023 bytes");
        }
    }
}
