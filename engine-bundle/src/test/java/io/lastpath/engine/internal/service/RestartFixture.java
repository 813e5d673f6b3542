// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.journal.JournalFile;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A coordinator with a journal, which a test has killed and started again. */
final class RestartFixture implements AutoCloseable {

    final TracePresence presence = new TracePresence();
    final FakeClock clock = new FakeClock();
    final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Path journal;
    private final Map<String, Supplier<? extends RcmModule>> modules = new LinkedHashMap<>();
    private FreezingStore store;

    /** Is told of each operation that has ended, before its initiator is. */
    volatile Consumer<Operation> audit = operation -> {};

    Engine engine;

    RestartFixture(Path journal) {
        this.journal = journal;
        start();
    }

    void start() {
        store = new FreezingStore(new JournalFile(journal, Clock.systemUTC()));
        Host host = new Host(name -> name, clock, clock::nanos, presence, store);
        engine = new Engine(host, warnings::add, operation -> audit.accept(operation));
    }

    /** A module of each run, made anew for each. */
    void module(String name, Supplier<? extends RcmModule> maker) {
        modules.put(name, maker);
        arrive(name);
    }

    void arrive(String name) {
        RcmModule module = modules.get(name).get();
        engine.arrive(name, () -> 60_000, () -> module).registered().join();
    }

    /** Kills the coordinator, and starts another one on what it left. */
    void restart(String... without) {
        kill();
        start();
        modules.keySet().stream()
                .filter(name -> !List.of(without).contains(name))
                .forEach(this::arrive);
        engine.care(Duration.ZERO);
    }

    /** From now on there is no room on the disk, or there is again. */
    void fullDisk(boolean now) {
        store.full(now);
    }

    void kill() {
        store.freeze();
        engine.stop();
    }

    RcmHandle process(long pid) {
        return engine.open(Intent.of(Initiator.process(pid), "test"));
    }

    RcmHandle person(String name) {
        return engine.open(Intent.of(Initiator.jmx(name, "local"), "test"));
    }

    @Override
    public void close() {
        engine.stop();
    }
}
