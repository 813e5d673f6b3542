// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.bench;

import io.lastpath.engine.internal.initiator.Presence;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.engine.internal.service.Engine;
import io.lastpath.engine.internal.service.Host;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RegistrationKind;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

/** Coordinators with a number of registered resources; nothing stands in the file system. */
final class Coordinators {

    static final String MODULE = "bench";

    private Coordinators() {}

    /**
     * Makes a coordinator with one module in service.
     *
     * @param journal where it keeps open requests
     */
    static Engine engine(JournalStore journal) {
        Host host =
                new Host(
                        name -> name,
                        Clock.systemUTC(),
                        System::nanoTime,
                        Presence.ALWAYS,
                        journal);
        Engine engine = new Engine(host, Coordinators::fail, ended -> {});
        engine.arrive(MODULE, () -> 60_000, Agreeing::new).registered().join();
        return engine;
    }

    private static void fail(String warning) {
        throw new IllegalStateException(warning);
    }

    /** {@return a handle for requests, and for registrations in the name of the module} */
    static RcmHandle open(Engine engine) {
        return engine.open(Intent.of(Initiator.process(1), "bench"), MODULE);
    }

    /** {@return that many names in one flat folder} */
    static List<String> names(String folder, int count) {
        return IntStream.range(0, count).mapToObj(i -> folder + "/" + i).toList();
    }

    /** Registers, and makes sure that it was done. */
    static void register(RcmHandle handle, List<String> names) {
        for (String name : names) {
            check(handle.registerInterest(RegistrationKind.DR, name, RcmFlags.NONE));
        }
    }

    /** {@return the reply, which has to be a success} */
    static RcmReply check(RcmReply reply) {
        if (!reply.isSuccess()) {
            throw new IllegalStateException("not done: " + reply);
        }
        return reply;
    }
}
