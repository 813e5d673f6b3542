// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.engine.internal.journal.JournalFile;
import io.lastpath.rcm.RcmModule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The host that a trace was recorded on: its clock, its processes, its modules, and the
 * coordinator, which is killed and started again on the same journal.
 */
final class TraceHost implements AutoCloseable {

    private final JsonNode trace;
    private final TraceReplay replay;
    private final JournalFile journal;
    private final Map<String, String> links = new HashMap<>();
    private final FakeClock clock = new FakeClock();
    private final TracePresence presence = new TracePresence();
    private final Map<String, TraceModule> modules = new LinkedHashMap<>();
    private final TracePaths paths = new TracePaths();
    private FreezingStore store;
    private TraceMultipath multipath;
    private Engine engine;
    private volatile CountDownLatch killed = new CountDownLatch(1);

    TraceHost(JsonNode trace, TraceReplay replay, Path journal) {
        this.trace = trace;
        this.replay = replay;
        this.journal = new JournalFile(journal, clock);
        trace.path("links").properties().forEach(e -> links.put(e.getKey(), e.getValue().asText()));
        trace.path("mpxio").forEach(path -> paths.set(TraceReplay.texts(path, 0)));
        for (JsonNode script : trace.get("modules")) {
            if (!isMultipath(script)) {
                TraceModule module = new TraceModule(replay, this, script);
                modules.put(module.name(), module);
            }
        }
        start();
    }

    private static boolean isMultipath(JsonNode script) {
        return script.path("variant").asText("").equals("mpxio");
    }

    private void start() {
        store = new FreezingStore(journal);
        engine =
                new Engine(
                        new Host(
                                name -> links.getOrDefault(name, name),
                                clock,
                                clock::nanos,
                                presence,
                                store),
                        text -> {},
                        operation -> {});
        for (JsonNode script : trace.get("modules")) {
            if (isMultipath(script)) {
                multipath = new TraceMultipath(replay, paths);
                arrive("mpxio", multipath);
            } else if (!modules.get(script.get("name").asText()).isLate()) {
                TraceModule module = modules.get(script.get("name").asText());
                arrive(module.name(), module);
            }
        }
        engine.care(Duration.ZERO);
    }

    Engine.Arrival arrive(String name, RcmModule module) {
        Engine.Arrival arrival = engine.arrive(name, () -> 60_000, () -> module);
        arrival.registered().join();
        return arrival;
    }

    /** The coordinator is stopped without cleaning up, and started again. */
    void restart() {
        store.freeze();
        close();
        modules.values().forEach(TraceModule::unload);
        killed = new CountDownLatch(1);
        start();
    }

    /** Kills the coordinator in the middle of a callback, which never returns. */
    void kill() {
        store.freeze();
        killed.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("killed", e);
        }
    }

    boolean isKilled() {
        return killed.getCount() == 0;
    }

    Engine engine() {
        return engine;
    }

    FakeClock clock() {
        return clock;
    }

    TracePresence presence() {
        return presence;
    }

    TracePaths paths() {
        return paths;
    }

    TraceModule module(String name) {
        return modules.get(name);
    }

    @Override
    public void close() {
        engine.stop();
        if (multipath != null) {
            multipath.close();
        }
    }
}
