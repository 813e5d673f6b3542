// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.call.Terms;
import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.registry.Registrant;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.registry.SubtreeWalk;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RegistrationKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.annotations.Param;
import org.jetbrains.kotlinx.lincheck.paramgen.ThreadIdGen;

/**
 * Registrations against requests: each thread is a process of its own that registers, or takes a
 * resource and then looks, with no lock held, whom there is to ask.
 */
@Param(name = "process", gen = ThreadIdGen.class)
@Param(name = "place", gen = PlaceGen.class)
public class RegistrationInterleavings {

    private final Object lock = new Object();
    private final RequestTable table = new RequestTable(lock, new YieldingClock(), () -> {});
    private final Registrations registrations = new Registrations(lock, table, () -> {});
    private final ModuleSlot module = new ModuleSlot("m", 1, new Terms(() -> 1, false), () -> null);
    private final List<RequestScope> scopes =
            IntStream.range(0, TableInterleavings.MOST_REQUESTS)
                    .mapToObj(RegistrationInterleavings::scope)
                    .toList();

    private static RequestScope scope(int process) {
        return RequestScope.outside(
                new Owner(Intent.of(Initiator.process(process), ""), 0),
                process,
                YieldingClock::yielding);
    }

    @Operation
    public String register(@Param(name = "process") int process, Place place) {
        RcmReply reply =
                registrations.register(
                        module,
                        process,
                        0,
                        RegistrationKind.DR,
                        place.text(),
                        place.resolved(),
                        false);
        return reply.result() + " " + reply.errno();
    }

    /** {@return who is to be asked; that may not change until the end of the request} */
    @Operation
    public String ask(@Param(name = "process") int process, Place place) {
        Claim claim =
                table.take(
                        scopes.get(process),
                        Step.QUERY_OFFLINE,
                        place.resolved(),
                        RcmFlags.NONE,
                        Duration.ZERO);
        return claim.isGranted() ? asked(place).toString() : claim.result().toString();
    }

    private Set<String> asked(Place place) {
        Set<String> asked = new TreeSet<>();
        SubtreeWalk walk = registrations.walk(place.resolved().key(), SubtreeWalk.Reach.SUBTREE);
        for (List<Registrant> node = walk.next(); node != null; node = walk.next()) {
            node.forEach(one -> asked.add(one.resource() + " for " + one.pid()));
        }
        return asked;
    }

    @Operation
    public void end(@Param(name = "process") int process, Place place) {
        table.end(scopes.get(process), place.resolved(), false);
    }
}
