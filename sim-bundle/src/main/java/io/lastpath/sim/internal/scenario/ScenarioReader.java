// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import io.lastpath.devinfo.PathState;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one scenario from JSON. Used once, by one thread. */
final class ScenarioReader {

    /** Longest delay of an answer: an hour. */
    static final long MAX_DELAY_MILLIS = 3_600_000;

    private static final Members SCENARIO =
            new Members(List.of("devices"), List.of("title", "consumers"));
    private static final Members DEVICES = new Members(List.of("clients"), List.of("phcis"));
    private static final Members CLIENT =
            new Members(List.of("path"), List.of("name", "identity", "paths"));
    private static final Members PATH =
            new Members(List.of("state"), List.of("phci", "phci_missing", "target_port"));
    private static final Members CONSUMER =
            new Members(
                    List.of("client", "module", "resource", "usage", "severity", "offline"),
                    List.of("query", "suspend", "reason", "delayMillis"));

    private final JsonCursor json;
    private final Map<Flaw.Kind, List<Position>> positions = new EnumMap<>(Flaw.Kind.class);
    private final Map<String, Optional<String>> phcis = new HashMap<>();

    private ScenarioReader(JsonCursor json) {
        this.json = json;
    }

    static Scenario read(String source, byte[] text) throws ScenarioException {
        return new ScenarioReader(new JsonCursor(source, text)).read();
    }

    private Scenario read() throws ScenarioException {
        json.start();
        Scenario scenario = scenario();
        json.end();
        Optional<Flaw> flaw = ScenarioRules.check(scenario);
        if (flaw.isPresent()) {
            Flaw found = flaw.get();
            Position where = positions.get(found.kind()).get(found.index());
            throw json.flawAt(where, found.toString());
        }
        return scenario;
    }

    private Scenario scenario() throws ScenarioException {
        String title = "";
        Devices devices = null;
        List<ScenarioConsumer> consumers = List.of();
        JsonCursor.ObjectReader members = json.object(SCENARIO);
        while (members.next()) {
            switch (members.current()) {
                case "title" -> title = json.text();
                case "devices" -> devices = devices();
                default -> consumers = list(this::consumer);
            }
        }
        return new Scenario(title, devices, consumers);
    }

    private Devices devices() throws ScenarioException {
        List<String> listed = List.of();
        List<ScenarioClient> clients = List.of();
        JsonCursor.ObjectReader members = json.object(DEVICES);
        while (members.next()) {
            switch (members.current()) {
                case "phcis" -> listed = list(this::phci);
                default -> {
                    mark(Flaw.Kind.CLIENTS);
                    clients = list(this::client);
                }
            }
        }
        return new Devices(listed, clients);
    }

    private String phci() throws ScenarioException {
        mark(Flaw.Kind.PHCI);
        return shared(Optional.of(json.text())).orElseThrow();
    }

    private ScenarioClient client() throws ScenarioException {
        Optional<String> path = Optional.empty();
        String name = "";
        String identity = "";
        List<ScenarioPath> paths = List.of();
        JsonCursor.ObjectReader members = json.object(CLIENT);
        while (members.next()) {
            switch (members.current()) {
                case "path" -> {
                    mark(Flaw.Kind.CLIENT);
                    path = json.textOrNull();
                }
                case "name" -> name = json.text();
                case "identity" -> identity = json.text();
                default -> paths = list(this::path);
            }
        }
        return new ScenarioClient(path, name, identity, paths);
    }

    private ScenarioPath path() throws ScenarioException {
        Optional<String> phci = Optional.empty();
        PathState state = null;
        boolean missing = false;
        String targetPort = "";
        JsonCursor.ObjectReader members = json.object(PATH);
        while (members.next()) {
            switch (members.current()) {
                case "phci" -> phci = shared(json.textOrNull());
                case "state" -> state = json.word(Words.STATES);
                case "phci_missing" -> missing = json.bool();
                default -> targetPort = json.text();
            }
        }
        if (!missing) {
            members.require("phci");
        } else if (phci.isPresent()) {
            throw members.flawOfAll("says phci_missing, but names a phci as well");
        }
        return new ScenarioPath(phci, state, missing, targetPort);
    }

    private ScenarioConsumer consumer() throws ScenarioException {
        String client = "";
        String module = "";
        String resource = "";
        String usage = "";
        Verdict severity = null;
        Answer query = null;
        Answer offline = null;
        Answer suspend = Answer.ALLOW;
        String reason = "";
        long delayMillis = 0;
        JsonCursor.ObjectReader members = json.object(CONSUMER);
        while (members.next()) {
            switch (members.current()) {
                case "client" -> {
                    mark(Flaw.Kind.CONSUMER);
                    client = json.text();
                }
                case "module" -> module = module();
                case "resource" -> resource = json.name();
                case "usage" -> usage = json.name();
                case "severity" -> severity = json.word(Words.VERDICTS);
                case "query" -> query = json.word(Words.ANSWERS);
                case "offline" -> offline = json.word(Words.ANSWERS);
                case "suspend" -> suspend = json.word(Words.ANSWERS);
                case "reason" -> reason = json.text();
                default -> delayMillis = json.number(MAX_DELAY_MILLIS);
            }
        }
        return new ScenarioConsumer(
                client,
                module,
                resource,
                usage,
                severity,
                query == null ? offline : query,
                offline,
                suspend,
                reason,
                delayMillis);
    }

    private String module() throws ScenarioException {
        String name = json.name();
        if (name.chars().anyMatch(Character::isWhitespace)) {
            throw json.flaw(
                    "%s is %s, but a module's name holds no blanks",
                    json.place(), Words.quote(name));
        }
        return name;
    }

    private <T> List<T> list(Item<T> item) throws ScenarioException {
        json.list();
        List<T> items = new ArrayList<>();
        while (json.nextItem()) {
            items.add(item.read());
        }
        return items;
    }

    /** Remembers where something stands that may turn out not to fit to the rest. */
    private void mark(Flaw.Kind kind) {
        positions.computeIfAbsent(kind, key -> new ArrayList<>()).add(json.position());
    }

    /** Few PHCIs carry many paths: one object for each name will do. */
    private Optional<String> shared(Optional<String> phci) {
        return phci.isEmpty() ? phci : phcis.computeIfAbsent(phci.get(), name -> phci);
    }

    private interface Item<T> {
        T read() throws ScenarioException;
    }
}
