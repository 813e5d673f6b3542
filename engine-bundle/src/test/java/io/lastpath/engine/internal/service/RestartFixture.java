// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.journal.JournalFile;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmState;
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

    /** Brings in a module of this run only. */
    Engine.Arrival arrive(String name, long limitMillis, RcmModule module) {
        Engine.Arrival arrival = engine.arrive(name, () -> limitMillis, () -> module);
        arrival.registered().join();
        return arrival;
    }

    /** Kills the coordinator, and starts another one on what it left. */
    void restart(String... without) {
        kill();
        start();
        modules.keySet().stream()
                .filter(name -> !List.of(without).contains(name))
                .forEach(this::arrive);
        care();
    }

    /** From now on there is no room on the disk, or there is again. */
    void fullDisk(boolean now) {
        store.full(now);
    }

    void kill() {
        store.freeze();
        engine.stop();
    }

    /** Looks after what was left behind. */
    void care() {
        engine.care(Duration.ZERO);
    }

    /** The same once some seconds have passed by the clock. */
    void careAfter(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        care();
    }

    /** {@return what there are open DR requests on} */
    List<String> open() {
        return engine.drRequests().stream().map(DrRequest::resource).toList();
    }

    List<DrRequest> requestsOn(String resource) {
        return engine.drRequests().stream().filter(one -> one.resource().equals(resource)).toList();
    }

    /** {@return whether it is out, by a request that nobody has to see to} */
    boolean isOut(String resource) {
        return requestsOn(resource).stream()
                .anyMatch(one -> one.state() == RcmState.OFFLINE && one.attention().isEmpty());
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
