// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lastpath.engine.internal.model.Observation.Callback;
import io.lastpath.engine.internal.model.Observation.Lock;
import io.lastpath.engine.internal.model.Observation.Registrant;
import io.lastpath.engine.internal.model.Observation.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads expectations of traces; locks and registrants stay as they were where none are given. */
final class Expectation {

    private List<Lock> locks = List.of();
    private List<Registrant> registrants = List.of();

    /** {@return what is expected of a start} */
    Observation start(JsonNode start) {
        return read(start, "");
    }

    /** {@return what is expected of a step, null if nothing is} */
    Observation step(JsonNode step) {
        return step(step.path("expect"), step.path("start"));
    }

    Observation step(JsonNode expect, JsonNode start) {
        if (expect.isMissingNode() && start.isMissingNode()) {
            return null;
        }
        Observation seen = read(expect, expect.path("rc").asText(""));
        return start.isMissingNode() ? seen : seen.withStart(read(start, ""));
    }

    private Observation read(JsonNode json, String code) {
        locks = json.has("locks") ? locks(json.get("locks")) : locks;
        registrants = json.has("clients") ? registrants(json.get("clients")) : registrants;
        return new Observation(
                code,
                json.path("state").asInt(0),
                tuples(json.path("info")),
                callbacks(json.path("events")),
                locks,
                registrants,
                json.path("watched").asInt(-1),
                null);
    }

    private static List<Tuple> tuples(JsonNode list) {
        List<Tuple> tuples = new ArrayList<>();
        for (JsonNode one : list) {
            Map<String, String> properties = new TreeMap<>();
            one.path("props")
                    .properties()
                    .forEach(e -> properties.put(e.getKey(), e.getValue().asText()));
            tuples.add(
                    new Tuple(
                            one.get("rsrc").asText(),
                            one.path("mod").asText(""),
                            one.get("pid").asLong(),
                            one.get("state").asInt(),
                            one.get("seq").get(0).asLong(),
                            one.get("seq").get(1).asInt(),
                            one.path("info").asText(""),
                            one.path("error").asText(""),
                            properties));
        }
        return tuples;
    }

    private static List<Callback> callbacks(JsonNode list) {
        List<Callback> callbacks = new ArrayList<>();
        for (JsonNode one : list) {
            if (one.has("cb")) {
                callbacks.add(
                        new Callback(
                                one.get("cb").asText(),
                                one.get("mod").asText(),
                                one.get("rsrc").asText(),
                                one.get("flags").asInt(),
                                interval(one.path("interval")),
                                one.get("rc").isNull() ? null : one.get("rc").asInt(),
                                one.path("error").asText("")));
            }
        }
        return callbacks;
    }

    private static String interval(JsonNode json) {
        return json instanceof MissingNode
                ? null
                : "[" + json.get(0).asText() + ", " + json.get(1).asText() + "]";
    }

    private static List<Lock> locks(JsonNode list) {
        List<Lock> locks = new ArrayList<>();
        for (JsonNode one : list) {
            locks.add(
                    new Lock(
                            one.get(0).asInt(),
                            one.get(1).asText(),
                            one.get(2).asInt(),
                            one.get(3).asLong(),
                            one.get(4).asInt(),
                            one.get(5).get(0).asLong(),
                            one.get(5).get(1).asInt(),
                            0,
                            false));
        }
        return locks;
    }

    private static List<Registrant> registrants(JsonNode list) {
        List<Registrant> registrants = new ArrayList<>();
        for (JsonNode one : list) {
            registrants.add(
                    new Registrant(
                            one.get(0).asText(),
                            one.get(1).asText(),
                            one.get(2).asText(),
                            one.get(3).asLong(),
                            one.get(4).asInt(),
                            one.get(5).asInt()));
        }
        return registrants;
    }
}
