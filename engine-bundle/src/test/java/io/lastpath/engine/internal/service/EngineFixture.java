// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.call.Terms;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine for one test. */
final class EngineFixture implements AutoCloseable {

    final List<String> warnings = new CopyOnWriteArrayList<>();
    final List<String> notes = new CopyOnWriteArrayList<>();
    final Engine engine =
            new Engine(
                    name -> name,
                    Clock.systemUTC(),
                    System::nanoTime,
                    new ListedRemarks(warnings, notes));

    /** Brings a module in and waits until it has registered. */
    Engine.Arrival arrive(String name, RcmModule module) {
        return arrive(name, 60_000, module);
    }

    Engine.Arrival arrive(String name, long limitMillis, RcmModule module) {
        Engine.Arrival arrival = engine.arrive(name, () -> limitMillis, () -> module);
        arrival.registered().join();
        return arrival;
    }

    /** Brings a module in that wants to hear of queries that are taken back. */
    void arriveTold(String name, RcmModule module) {
        engine.arrive(name, new Terms(() -> 60_000, true), () -> module).registered().join();
    }

    RcmHandle process(long pid) {
        return engine.open(Intent.of(Initiator.process(pid), "test"));
    }

    RcmHandle person(String name) {
        return engine.open(Intent.of(Initiator.jmx(name, "local"), "test"));
    }

    /** {@return what there are open DR requests on} */
    List<String> open() {
        return engine.drRequests().stream().map(DrRequest::resource).toList();
    }

    /** {@return the open DR request on a resource, of which there is one} */
    DrRequest requestOn(String resource) {
        List<DrRequest> found =
                engine.drRequests().stream()
                        .filter(one -> one.resource().equals(resource))
                        .toList();
        if (found.size() != 1) {
            throw new AssertionError(resource + ": " + found);
        }
        return found.get(0);
    }

    /** {@return the process that holds a resource} */
    long holderOf(String resource) {
        return requestOn(resource).intent().initiator().pid();
    }

    @Override
    public void close() {
        engine.stop();
    }
}
