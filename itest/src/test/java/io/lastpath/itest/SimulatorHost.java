// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.Logs;
import io.lastpath.mpxio.internal.vectors.Host;
import io.lastpath.sim.internal.scenario.Devices;
import io.lastpath.sim.internal.scenario.Scenario;
import io.lastpath.sim.internal.scenario.ScenarioClient;
import io.lastpath.sim.internal.scenario.ScenarioPath;
import io.lastpath.sim.internal.tree.HostState;
import io.lastpath.sim.internal.tree.SimulatedHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Shows the devices of the vectors through the simulator. Past its reader, which refuses what some
 * vectors have: a host without clients, a client twice.
 */
final class SimulatorHost implements Host {

    private final SimulatedHost host = new SimulatedHost(new Logs().logger());

    @Override
    public DeviceTreeSource source() {
        return host;
    }

    @Override
    public void show(JsonNode devices) {
        List<String> phcis = new ArrayList<>();
        devices.path("phcis").forEach(phci -> phcis.add(phci.asText()));
        List<ScenarioClient> clients = new ArrayList<>();
        devices.path("clients").forEach(client -> clients.add(client(client)));
        Scenario scenario = new Scenario("", new Devices(phcis, clients), List.of());
        host.publish(HostState.EMPTY.loaded(scenario, "vector"));
    }

    @Override
    public void fail(JsonNode error) {
        host.publish(host.state().failing(error.get("text").asText()));
    }

    private static ScenarioClient client(JsonNode client) {
        List<ScenarioPath> paths = new ArrayList<>();
        client.path("paths").forEach(path -> paths.add(path(path)));
        return new ScenarioClient(text(client.path("path")), "", "", paths);
    }

    private static ScenarioPath path(JsonNode path) {
        return new ScenarioPath(
                text(path.path("phci")),
                PathState.valueOf(path.get("state").asText().toUpperCase(Locale.ROOT)),
                path.path("phci_missing").asBoolean(),
                path.path("target_port").asText());
    }

    private static Optional<String> text(JsonNode text) {
        return text.isTextual() ? Optional.of(text.asText()) : Optional.empty();
    }
}
