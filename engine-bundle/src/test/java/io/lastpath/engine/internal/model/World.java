// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.engine.internal.model.Observation.Callback;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is there while no coordinator runs: processes, names, modules' scripts, the table. */
final class World {

    final Set<Long> processes = new TreeSet<>();
    final Map<String, String> links = new HashMap<>();
    final Map<String, Script> scripts = new LinkedHashMap<>();
    final Paths paths = new Paths();
    final Table table = new Table();
    final List<Callback> callbacks = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();
    long seconds;
    long lastNumber;

    /** R6: numbers of events are drawn from a range of their own, as requests are in traces. */
    long lastEvent = 1_000_000;

    World(JsonNode trace) {
        trace.path("procs").forEach(pid -> processes.add(pid.asLong()));
        trace.path("links").properties().forEach(e -> links.put(e.getKey(), e.getValue().asText()));
        trace.path("mpxio").forEach(path -> paths.set(Script.texts(path, 0)));
        for (JsonNode module : trace.get("modules")) {
            Script script = new Script(module);
            scripts.put(script.name(), script);
        }
    }

    Place place(String name) {
        String resolved = name.startsWith("/dev/") ? links.getOrDefault(name, name) : name;
        return places.computeIfAbsent(resolved, Place::of);
    }

    List<Place> places(List<String> names) {
        return names.stream().map(this::place).toList();
    }
}
