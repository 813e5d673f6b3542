// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.annotations.Param;
import org.jetbrains.kotlinx.lincheck.annotations.Validate;
import org.jetbrains.kotlinx.lincheck.paramgen.ThreadIdGen;

/**
 * What threads do to one table. Each thread is a request under way; requests of an even and of an
 * odd number have one initiator each, so that of three requests two belong to the same one. The
 * first and the last steps, which Lincheck takes by itself, are requests too.
 */
@Param(name = "request", gen = ThreadIdGen.class)
@Param(name = "place", gen = PlaceGen.class)
public class TableInterleavings {

    static final int MOST_REQUESTS = 5;

    private final RequestTable table =
            new RequestTable(new Object(), new YieldingClock(), () -> {});
    private final List<RequestScope> scopes = new ArrayList<>();

    public TableInterleavings() {
        for (int request = 0; request < MOST_REQUESTS; request++) {
            Owner owner = new Owner(Intent.of(Initiator.process(initiator(request)), ""), 0);
            scopes.add(RequestScope.outside(owner, request, YieldingClock::yielding));
            table.begin(request);
        }
    }

    /** {@return the process that makes a request} */
    static int initiator(int request) {
        return 1 + request % 2;
    }

    @Operation
    public String take(@Param(name = "request") int request, Place place) {
        return said(
                table.take(
                        scopes.get(request),
                        Step.QUERY_OFFLINE,
                        place.resolved(),
                        RcmFlags.NONE,
                        Duration.ZERO));
    }

    @Operation
    public String commit(@Param(name = "request") int request, Place place) {
        return advance(request, Step.DO_OFFLINE, place);
    }

    @Operation
    public String bringBack(@Param(name = "request") int request, Place place) {
        return advance(request, Step.DO_ONLINE, place);
    }

    @Operation
    public String remove(@Param(name = "request") int request, Place place) {
        return advance(request, Step.DO_REMOVE, place);
    }

    private String advance(int request, Step step, Place place) {
        return said(table.advance(scopes.get(request), step, place.resolved(), false));
    }

    @Operation
    public void settle(@Param(name = "request") int request, Place place) {
        table.settle(
                scopes.get(request), Step.DO_OFFLINE, place.resolved(), false, RcmState.OFFLINE);
    }

    @Operation
    public void end(@Param(name = "request") int request, Place place) {
        table.end(scopes.get(request), place.resolved(), false);
    }

    /** Only a request itself takes its queries back, as it does not do anything else meanwhile. */
    @Operation
    public void takeBack(@Param(name = "request") int request, Place place) {
        table.taken(
                        request,
                        entry -> entry.isQuerying() && entry.key().equals(place.resolved().key()))
                .forEach(entry -> table.takeBack(entry, request));
    }

    @Operation
    public String inTheWayOf(Place place) {
        return table.open()
                .inTheWayOf(place.resolved().key())
                .map(TableInterleavings::holder)
                .orElse("nobody");
    }

    @Operation
    public String all() {
        return table.open().listing().stream().map(TableInterleavings::holder).toList().toString();
    }

    /** Whatever happened: nobody holds what lies above or below something that is held. */
    @Validate
    public void nothingHeldOverlaps() {
        List<Place> held = new ArrayList<>();
        for (DrRequest request : table.open().requests()) {
            held.add(Place.of(request.resource()));
        }
        for (Place one : held) {
            for (Place other : held) {
                if (one.isBelow(other)) {
                    throw new IllegalStateException(one + " and " + other + " are both held");
                }
            }
        }
    }

    private static String said(Claim claim) {
        return claim.result()
                + " "
                + claim.errno()
                + " "
                + claim.tuples().stream().map(TableInterleavings::holder).toList();
    }

    private static String holder(InfoTuple tuple) {
        return tuple.resource()
                + " "
                + tuple.state()
                + " by "
                + tuple.properties().get("holder")
                + " for request "
                + tuple.sequence().number();
    }
}
