// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.management;

import io.lastpath.management.OneLine;
import io.lastpath.management.SimulatedConsumerData;
import io.lastpath.management.SimulatedPathData;
import io.lastpath.management.SimulationMXBean;
import io.lastpath.sim.internal.recorder.Recorder;
import io.lastpath.sim.internal.scenario.Edit;
import io.lastpath.sim.internal.scenario.Scenario;
import io.lastpath.sim.internal.scenario.ScenarioClient;
import io.lastpath.sim.internal.scenario.ScenarioConsumer;
import io.lastpath.sim.internal.scenario.ScenarioEditor;
import io.lastpath.sim.internal.scenario.ScenarioStore;
import io.lastpath.sim.internal.scenario.Words;
import io.lastpath.sim.internal.simulator.Simulator;
import io.lastpath.sim.internal.simulator.Takeover;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Translates between a console and the simulator. Safe for use by several threads. */
public final class SimulationBean implements SimulationMXBean {

    private static final int MAX_PATHS = 10_000;

    /** What JConsole fills into an empty field. */
    private static final String FILLED_IN = "String";

    private final Simulator simulator;
    private final Recorder recorder;
    private final Takeover takeover;

    /**
     * The bean.
     *
     * @param simulator does the work
     * @param recorder records other hosts
     * @param takeover minds the host in whose place the simulation may come
     */
    public SimulationBean(Simulator simulator, Recorder recorder, Takeover takeover) {
        this.simulator = simulator;
        this.recorder = recorder;
        this.takeover = takeover;
    }

    @Override
    public String getTitle() {
        return simulator.state().scenario().map(Scenario::title).orElse("");
    }

    @Override
    public String getSource() {
        return simulator.state().source();
    }

    @Override
    public boolean isChanged() {
        return simulator.state().changed();
    }

    @Override
    public int getClientCount() {
        return clients().size();
    }

    @Override
    public int getPathCount() {
        return simulator.state().scenario().map(Scenario::pathCount).orElse(0);
    }

    @Override
    public List<SimulatedPathData> getPaths() {
        return clients().stream().flatMap(SimulationBean::paths).limit(MAX_PATHS).toList();
    }

    @Override
    public List<SimulatedConsumerData> getConsumers() {
        return simulator.state().scenario().map(Scenario::consumers).orElse(List.of()).stream()
                .map(SimulationBean::consumer)
                .toList();
    }

    @Override
    public List<String> getRecordings() {
        return ScenarioStore.recordings();
    }

    @Override
    public String getInjectedFailure() {
        return simulator.state().failure();
    }

    @Override
    public String getInPlaceOf() {
        return takeover.inPlaceOf();
    }

    @Override
    public String load(String file) {
        String wanted = required("file", file);
        return takeover.load(() -> simulator.load(wanted));
    }

    @Override
    public String save(String file) {
        return simulator.save(required("file", file));
    }

    @Override
    public String record(String file) {
        return recorder.record(required("file", file));
    }

    @Override
    public String setPathState(String client, String phci, String state) {
        String whose = required("client", client);
        String through = required("phci", phci);
        String wanted = required("state", state);
        return edit(editor -> editor.setPathState(whose, through, wanted));
    }

    @Override
    public String setPhciState(String phci, String state) {
        String through = required("phci", phci);
        String wanted = required("state", state);
        return edit(editor -> editor.setPhciState(through, wanted));
    }

    @Override
    public String addPath(String client, String phci, String state) {
        String whose = required("client", client);
        String through = required("phci", phci);
        String wanted = required("state", state);
        return edit(editor -> editor.addPath(whose, through, wanted));
    }

    @Override
    public String removePath(String client, String phci) {
        String whose = required("client", client);
        String through = required("phci", phci);
        return edit(editor -> editor.removePath(whose, through));
    }

    @Override
    public String addClient(String path, String name, String identity) {
        String device = required("path", path);
        String called = optional(name);
        String wwid = optional(identity);
        return edit(editor -> editor.addClient(device, called, wwid));
    }

    @Override
    public String removeClient(String client) {
        String whose = required("client", client);
        return edit(editor -> editor.removeClient(whose));
    }

    @Override
    public String injectFailure(String reason) {
        if (FILLED_IN.equals(reason)) {
            throw new IllegalArgumentException(
                    "'reason' has to say why reads fail; empty, reads work again");
        }
        return simulator.fail(optional(reason));
    }

    private List<ScenarioClient> clients() {
        return simulator
                .state()
                .scenario()
                .map(scenario -> scenario.devices().clients())
                .orElse(List.of());
    }

    private static Stream<SimulatedPathData> paths(ScenarioClient client) {
        return IntStream.range(0, client.paths().size())
                .mapToObj(
                        i ->
                                new SimulatedPathData(
                                        client.path().orElse(""),
                                        i + 1,
                                        client.paths().get(i).phci().orElse(""),
                                        Words.of(client.paths().get(i).state()),
                                        client.paths().get(i).state().number()));
    }

    private static SimulatedConsumerData consumer(ScenarioConsumer consumer) {
        return new SimulatedConsumerData(
                consumer.client(),
                consumer.module(),
                consumer.resource(),
                consumer.usage(),
                consumer.severity().name(),
                consumer.severity().level(),
                consumer.query().word(),
                consumer.offline().word(),
                consumer.suspend().word(),
                consumer.reason(),
                consumer.delayMillis());
    }

    private static String required(String parameter, String text) {
        String given = optional(text);
        if (given.isEmpty()) {
            throw new IllegalArgumentException("'" + parameter + "' is missing");
        }
        return given;
    }

    private static String optional(String text) {
        return text == null || text.equals(FILLED_IN) ? "" : text.strip();
    }

    private String edit(Function<ScenarioEditor, Edit> change) {
        return OneLine.of(simulator.edit(change));
    }
}
