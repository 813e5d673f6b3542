// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.rcm.RcmModule;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The host that a trace was recorded on: its clock, its processes, its modules, and the
 * coordinator, which is killed and started again on the same journal.
 */
final class TraceHost implements AutoCloseable {

    static final long LIMIT_MILLIS = 60_000;

    private final JsonNode trace;
    private final TraceReplay replay;
    private final JournalStore journal;
    private final Map<String, String> links = new HashMap<>();
    private final FakeClock clock = new FakeClock();
    private final TracePresence presence = new TracePresence();
    private final Map<String, TraceModule> modules = new LinkedHashMap<>();
    private final Map<String, Engine.Arrival> arrivals = new HashMap<>();
    private final Set<String> absent = new HashSet<>();
    private final TracePaths paths = new TracePaths();
    private FreezingStore store;
    private TraceMultipath multipath;
    private volatile Engine engine;
    private volatile CompletableFuture<Void> killed = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    TraceHost(JsonNode trace, TraceReplay replay, Function<Clock, JournalStore> journal) {
        this.trace = trace;
        this.replay = replay;
        this.journal = journal.apply(clock);
        trace.path("links").properties().forEach(e -> links.put(e.getKey(), e.getValue().asText()));
        trace.path("mpxio").forEach(path -> paths.set(TraceReplay.texts(path, 0)));
        for (JsonNode script : trace.get("modules")) {
            if (!isMultipath(script)) {
                TraceModule module = new TraceModule(replay, this, script);
                modules.put(module.name(), module);
            }
        }
    }

    private static boolean isMultipath(JsonNode script) {
        return script.path("variant").asText("").equals("mpxio");
    }

    void start() {
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
            } else {
                TraceModule module = modules.get(script.get("name").asText());
                if (!module.isLate() && module.isUsable() && !absent.contains(module.name())) {
                    arrive(module.name(), module);
                }
            }
        }
        engine.recover(Duration.ZERO);
    }

    Engine.Arrival arrive(String name, RcmModule module) {
        LongSupplier limit =
                modules.containsKey(name) ? modules.get(name)::limitMillis : () -> LIMIT_MILLIS;
        Engine.Arrival arrival = engine.arrive(name, limit, () -> module);
        arrival.registered().join();
        arrivals.put(name, arrival);
        return arrival;
    }

    /** {@return whether the step was one that no process makes a request in} */
    boolean arrange(String op, List<String> args) {
        switch (op) {
            case "wait", "dump" -> {}
            case "reg" ->
                    modules.get(args.get(0))
                            .wish(
                                    args.get(1).equals("+"),
                                    args.get(2),
                                    TraceModule.kind(args.get(3)));
            case "setpath" -> paths.set(args);
            case "die" -> args.forEach(pid -> presence.die(Long.parseLong(pid)));
            case "leave" -> {
                if (absent.add(args.get(0))) {
                    engine.leave(arrivals.remove(args.get(0)));
                }
            }
            case "arrive" -> {
                if (absent.remove(args.get(0))) {
                    arrive(args.get(0), modules.get(args.get(0)));
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The coordinator is stopped without cleaning up, and started again. */
    void restart() {
        store.freeze();
        if (isKilled()) {
            Engine dead = engine; // whose modules hang, so that its end takes seconds
            new Thread(dead::stop, "end of a killed coordinator").start();
            awaitStop(dead);
        } else {
            engine.stop();
        }
        closeMultipath();
        modules.values().forEach(TraceModule::unload);
        killed = new CompletableFuture<>();
        start();
    }

    /** Kills the coordinator in the middle of a callback, which never returns. */
    void kill() {
        store.freeze();
        killed.complete(null);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("killed", e);
        }
    }

    /** Does not come back until it is too late. */
    void hang(long limitMillis) {
        try {
            ended.await(2 * limitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return completes when the coordinator is killed} */
    CompletableFuture<Void> killed() {
        return killed;
    }

    boolean isKilled() {
        return killed.isDone();
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

    /** From then on nothing is done by it any more. */
    private static void awaitStop(Engine dead) {
        while (dead.isRunning()) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        engine.stop();
        closeMultipath();
    }

    private void closeMultipath() {
        if (multipath != null) {
            multipath.close();
        }
    }
}
