// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.simulator;

import io.lastpath.devinfo.ResourceName;
import io.lastpath.rcm.Coordinator;
import io.lastpath.sim.internal.scenario.Edit;
import io.lastpath.sim.internal.scenario.Scenario;
import io.lastpath.sim.internal.scenario.ScenarioConsumer;
import io.lastpath.sim.internal.scenario.ScenarioEditor;
import io.lastpath.sim.internal.scenario.ScenarioException;
import io.lastpath.sim.internal.scenario.ScenarioStore;
import io.lastpath.sim.internal.scenario.Words;
import io.lastpath.sim.internal.tree.HostState;
import io.lastpath.sim.internal.tree.SimulatedHost;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.log.Logger;

/**
 * Loads, edits and saves the simulated host, and keeps the services that it brings up to date. Safe
 * for use by several threads: everything that changes something happens on one thread, in order.
 */
public final class Simulator {

    private static final String PID = "io.lastpath.sim";

    /** How long a stop waits for what is being done; the framework itself has to stop in five. */
    private static final long PATIENCE_MILLIS = 2_000;

    private final Logger logger;
    private final Supplier<Coordinator> coordinator;
    private final SimulatedHost host;
    private final OfferedServices services;
    private final Worker worker = new Worker();

    /**
     * A simulator without a scenario. Its thread starts with the first task.
     *
     * @param context to register services with
     * @param logger told of what is done and what fails
     * @param coordinator the coordinator in service, null for none
     */
    public Simulator(BundleContext context, Logger logger, Supplier<Coordinator> coordinator) {
        this.logger = logger;
        this.coordinator = coordinator;
        this.host = new SimulatedHost(logger);
        this.services = new OfferedServices(context);
    }

    /** {@return what is simulated now} */
    public HostState state() {
        return host.state();
    }

    /**
     * Replaces the scenario.
     *
     * @param name a file, or the name of a recording
     * @return what was done, in one sentence
     * @throws IllegalArgumentException if it cannot be read; the earlier one stays
     */
    public String load(String name) {
        return worker.now(
                () -> {
                    try {
                        return done(replace(name));
                    } catch (ScenarioException e) {
                        // Without its cause: a console does not know that class.
                        throw new IllegalArgumentException(e.getMessage() + stays());
                    }
                });
    }

    /**
     * Writes the scenario.
     *
     * @param name the file
     * @return what was done, in one sentence
     * @throws IllegalStateException if it cannot be written; what was there stays whole
     */
    public String save(String name) {
        return worker.now(
                () -> {
                    Scenario scenario = loaded();
                    try {
                        int bytes = ScenarioStore.write(scenario, name);
                        host.publish(host.state().saved());
                        return done(
                                "wrote "
                                        + scenario.size()
                                        + " to "
                                        + name
                                        + ": "
                                        + bytes
                                        + " bytes");
                    } catch (ScenarioException e) {
                        throw new IllegalStateException(e.getMessage());
                    }
                });
    }

    /**
     * Edits the scenario.
     *
     * @param change works out the change
     * @return what was done, in one sentence
     * @throws IllegalArgumentException if it is not allowed; the scenario stays as it was
     */
    public String edit(Function<ScenarioEditor, Edit> change) {
        return worker.now(
                () -> {
                    Scenario before = loaded();
                    Edit edit = change.apply(new ScenarioEditor(before));
                    host.publish(host.state().edited(edit.scenario()));
                    if (!before.consumers().equals(edit.scenario().consumers())) {
                        updateModules(edit.scenario());
                    }
                    host.announce();
                    return done(edit.report());
                });
    }

    /**
     * Makes every read of the device tree fail, or not any more.
     *
     * @param reason the host's reason; empty for no failure
     * @return what was done, in one sentence
     */
    public String fail(String reason) {
        return worker.now(
                () -> {
                    loaded();
                    host.publish(host.state().failing(reason));
                    host.announce();
                    return done(
                            reason.isEmpty()
                                    ? "reads of the simulated host work"
                                    : "every read of the simulated host now fails: " + reason);
                });
    }

    /**
     * Follows the configuration, soon. A scenario that cannot be read is logged; the earlier one
     * stays.
     *
     * @param scenario a file, or the name of a recording; empty takes the simulated host away
     * @param ranking the service ranking of the device tree
     */
    public void configure(String scenario, int ranking) {
        worker.later(
                () -> {
                    services.rank(ranking);
                    try {
                        loadConfigured(scenario);
                    } catch (RuntimeException e) {
                        logger.error("{}: scenario: {} failed", PID, scenario, e);
                    }
                });
    }

    /**
     * Follows the configuration of the ranking only, soon.
     *
     * @param ranking the service ranking of the device tree
     */
    public void rank(int ranking) {
        worker.later(() -> services.rank(ranking));
    }

    /** Takes every service back and ends. */
    public void stop() {
        worker.stop(services::withdrawAll, PATIENCE_MILLIS);
    }

    private void loadConfigured(String name) {
        if (name.isEmpty()) {
            services.withdrawAll();
            host.publish(HostState.EMPTY);
            logger.info("{}: no 'scenario' is configured: no device tree is offered", PID);
            return;
        }
        try {
            done(replace(name));
        } catch (ScenarioException e) {
            logger.error("{}: scenario: {}{}", PID, e.getMessage(), stays());
        }
    }

    private String replace(String name) throws ScenarioException {
        Scenario scenario = ScenarioStore.read(name);
        host.publish(host.state().loaded(scenario, name));
        updateModules(scenario);
        if (!services.offerTree(host)) {
            host.announce();
        }
        return "loaded "
                + name
                + (scenario.title().isEmpty() ? "" : ", " + Words.quote(scenario.title()))
                + ": "
                + scenario.size();
    }

    private void updateModules(Scenario scenario) {
        for (ScenarioConsumer consumer : scenario.consumers()) {
            if (ResourceName.isTooLong(ResourceName.of(consumer.client()))) {
                logger.warn(
                        "nobody can ask {} about {}: the resource name of its client has more than"
                                + " {} bytes",
                        consumer.module(),
                        consumer.resource(),
                        ResourceName.MAX_BYTES);
            }
        }
        List<String> changed = services.offerModules(scenario.consumers());
        Coordinator current = coordinator.get();
        if (current != null) {
            changed.forEach(current::requestRegistration);
        }
    }

    private String done(String report) {
        logger.info("{}", report);
        return report;
    }

    private Scenario loaded() {
        return host.state()
                .scenario()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "no scenario is loaded; load one first, for example "
                                                + ScenarioStore.recordings().get(1)));
    }

    private String stays() {
        HostState state = host.state();
        return state.scenario().isEmpty()
                ? "; no scenario is loaded"
                : "; " + state.source() + " stays loaded";
    }
}
