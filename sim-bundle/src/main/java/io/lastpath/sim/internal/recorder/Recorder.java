// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.recorder;

import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeReader;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.management.JmxCaller;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.Intent;
import io.lastpath.sim.internal.scenario.Devices;
import io.lastpath.sim.internal.scenario.Scenario;
import io.lastpath.sim.internal.scenario.ScenarioException;
import io.lastpath.sim.internal.scenario.ScenarioStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * Records the host that is in use as a scenario. Changes nothing but the file. Safe for use by
 * several threads.
 */
public final class Recorder {

    private final Supplier<DeviceTreeReader> reader;
    private final Supplier<Coordinator> coordinator;

    /**
     * Records through what is in service at that time.
     *
     * @param reader reads the tree in use, null for none
     * @param coordinator asks who uses what, null for none
     */
    public Recorder(Supplier<DeviceTreeReader> reader, Supplier<Coordinator> coordinator) {
        this.reader = reader;
        this.coordinator = coordinator;
    }

    /**
     * Writes what the adapter in use sees, and who uses what.
     *
     * @param file the file
     * @return what was done, in one sentence
     * @throws IllegalStateException if the host cannot be read or recorded, or the file cannot be
     *     written; what was there stays whole
     */
    public String record(String file) {
        DeviceTreeReader tree = reader.get();
        if (tree == null) {
            throw new IllegalStateException(
                    "not recorded: no multipath module is in service, so no device tree is in use");
        }
        Coordinator users = coordinator.get();
        if (users == null) {
            throw new IllegalStateException(
                    "not recorded: no coordinator is in service, so nobody can say who uses what");
        }
        try {
            DeviceTreeReader.Reading reading = tree.read();
            Scenario scenario = scenario(reading, users, informant(tree));
            int bytes = ScenarioStore.write(scenario, file);
            return "recorded "
                    + reading.adapter()
                    + ", "
                    + reading.description()
                    + ": wrote "
                    + scenario.size()
                    + " to "
                    + file
                    + ": "
                    + bytes
                    + " bytes";
        } catch (DeviceTreeException e) {
            throw new IllegalStateException("not recorded: " + e.getMessage());
        } catch (ScenarioException e) {
            throw new IllegalStateException(e.getMessage());
        }
    }

    private static String informant(DeviceTreeReader tree) {
        return tree.adapter().get(DeviceTreeSource.USERS) instanceof String module ? module : "";
    }

    private static Scenario scenario(
            DeviceTreeReader.Reading reading, Coordinator users, String informant)
            throws ScenarioException {
        Devices devices = RecordedTree.of(reading.nodes());
        if (devices.clients().isEmpty()) {
            throw new IllegalStateException(
                    "not recorded: there is no multipathed disk on "
                            + reading.description()
                            + ", and a scenario is about those");
        }
        Intent intent = Intent.of(JmxCaller.current(), "recording of the host");
        Scenario scenario =
                new Scenario(
                        "Recorded from "
                                + reading.adapter()
                                + " at "
                                + Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        devices,
                        new RecordedUse(users.open(intent), informant).of(devices.clients()));
        ScenarioStore.checkLoadable(scenario);
        return scenario;
    }
}
