// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold between the parts of a scenario, however it came about. */
final class ScenarioRules {

    private final Scenario scenario;
    private final Map<String, Integer> clients = new HashMap<>();

    private ScenarioRules(Scenario scenario) {
        this.scenario = scenario;
    }

    /** {@return the first flaw that a scenario has} */
    static Optional<Flaw> check(Scenario scenario) {
        ScenarioRules rules = new ScenarioRules(scenario);
        return rules.phcisAreUnique()
                .or(rules::clientsAreThere)
                .or(rules::clientsAreUnique)
                .or(rules::namesMakeNoCycle)
                .or(rules::consumersNameClients);
    }

    private Optional<Flaw> phcisAreUnique() {
        List<String> phcis = scenario.devices().phcis();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < phcis.size(); i++) {
            Integer earlier = seen.putIfAbsent(phcis.get(i), i);
            if (earlier != null) {
                return flaw(
                        Flaw.Kind.PHCI,
                        i,
                        "is %s, which devices.phcis[%d] is already",
                        Words.quote(phcis.get(i)),
                        earlier);
            }
        }
        return Optional.empty();
    }

    private Optional<Flaw> clientsAreThere() {
        return scenario.devices().clients().isEmpty()
                ? flaw(Flaw.Kind.CLIENTS, 0, "is empty, but a scenario needs at least one client")
                : Optional.empty();
    }

    private Optional<Flaw> clientsAreUnique() {
        List<ScenarioClient> all = scenario.devices().clients();
        for (int i = 0; i < all.size(); i++) {
            Optional<String> path = all.get(i).path();
            Integer earlier = path.isEmpty() ? null : clients.putIfAbsent(path.get(), i);
            if (earlier != null) {
                return flaw(
                        Flaw.Kind.CLIENT,
                        i,
                        "is %s, which devices.clients[%d] has already",
                        Words.quote(path.get()),
                        earlier);
            }
        }
        return Optional.empty();
    }

    private Optional<Flaw> namesMakeNoCycle() {
        List<String> cycle = new NameCycle(scenario.devices().clients()).find();
        return cycle.isEmpty()
                ? Optional.empty()
                : flaw(
                        Flaw.Kind.CLIENT,
                        clients.get(cycle.get(0)),
                        "leads back to itself through the PHCIs of its paths: %s",
                        NameCycle.describe(cycle));
    }

    private Optional<Flaw> consumersNameClients() {
        List<ScenarioConsumer> consumers = scenario.consumers();
        for (int i = 0; i < consumers.size(); i++) {
            String client = consumers.get(i).client();
            if (!clients.containsKey(client)) {
                return flaw(
                        Flaw.Kind.CONSUMER,
                        i,
                        "is %s, but must be the path of one of devices.clients",
                        Words.quote(client));
            }
        }
        return Optional.empty();
    }

    private static Optional<Flaw> flaw(Flaw.Kind kind, int index, String format, Object... values) {
        return Optional.of(new Flaw(kind, index, String.format(format, values)));
    }
}
