// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastpath.engine.internal.model.Observation.Callback;
import io.lastpath.engine.internal.model.Observation.Lock;
import io.lastpath.engine.internal.model.Observation.Registrant;
import io.lastpath.engine.internal.model.Observation.Tuple;
import java.util.List;

/** Writes observations as expectations of traces; what stays as it was is left out. */
final class ObservationWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private List<Lock> locks;
    private List<Registrant> registrants;

    ObjectNode step(String op, Observation seen) {
        ObjectNode json = JSON.objectNode();
        if (seen.code().isEmpty() && seen.start() != null && !op.equals("restart")) {
            json.put("outcome", "daemon-killed");
        } else if (seen.code().matches("-?[0-9]+")) {
            json.put("rc", Integer.parseInt(seen.code()));
        } else if (!seen.code().isEmpty()) {
            json.put("rc", seen.code());
        }
        if (op.equals("state")) {
            json.put("state", seen.state());
        }
        if (!seen.tuples().isEmpty()) {
            ArrayNode info = json.putArray("info");
            seen.tuples().forEach(one -> info.add(tuple(one)));
        }
        events(json, seen.callbacks());
        if (op.equals("dump")) {
            json.put("watched", seen.watched());
        }
        if (seen.start() == null) {
            standing(json, seen);
        } else {
            ObjectNode start = json.putObject("start");
            events(start, seen.start().callbacks());
            standing(start, seen.start());
        }
        return json;
    }

    private void standing(ObjectNode json, Observation seen) {
        if (!seen.locks().equals(locks)) {
            locks = seen.locks();
            ArrayNode list = json.putArray("locks");
            locks.forEach(one -> list.add(lock(one)));
        }
        if (!seen.registrants().equals(registrants)) {
            registrants = seen.registrants();
            ArrayNode list = json.putArray("clients");
            registrants.forEach(one -> list.add(registrant(one)));
        }
    }

    private static void events(ObjectNode json, List<Callback> callbacks) {
        if (!callbacks.isEmpty()) {
            ArrayNode events = json.putArray("events");
            callbacks.forEach(one -> events.add(callback(one)));
        }
    }

    private static ObjectNode tuple(Tuple one) {
        ObjectNode json =
                JSON.objectNode()
                        .put("rsrc", one.resource())
                        .put("state", one.state())
                        .put("pid", one.pid());
        json.putArray("seq").add(one.number()).add(one.depth());
        putText(json, "mod", one.module());
        putText(json, "info", one.info());
        putText(json, "error", one.error());
        if (!one.properties().isEmpty()) {
            ObjectNode properties = json.putObject("props");
            one.properties().forEach(properties::put);
        }
        return json;
    }

    private static ObjectNode callback(Callback one) {
        ObjectNode json =
                JSON.objectNode()
                        .put("cb", one.op())
                        .put("mod", one.module())
                        .put("rsrc", one.resource())
                        .put("flags", one.flags());
        if (one.interval() != null) {
            ArrayNode interval = json.putArray("interval");
            for (String part : one.interval().replaceAll("[\\[\\] ]", "").split(",")) {
                interval.add(Long.parseLong(part));
            }
        }
        json.put("rc", one.code());
        putText(json, "error", one.error());
        return json;
    }

    private static ArrayNode lock(Lock one) {
        ArrayNode json =
                JSON.arrayNode()
                        .add(one.slot())
                        .add(one.resource())
                        .add(one.state())
                        .add(one.pid())
                        .add(one.flags());
        json.addArray().add(one.number()).add(one.depth());
        return json;
    }

    private static ArrayNode registrant(Registrant one) {
        return JSON.arrayNode()
                .add(one.node())
                .add(one.name())
                .add(one.module())
                .add(one.pid())
                .add(one.state())
                .add(one.flags());
    }

    private static void putText(ObjectNode json, String key, String text) {
        if (!text.isEmpty()) {
            json.put(key, text);
        }
    }
}
