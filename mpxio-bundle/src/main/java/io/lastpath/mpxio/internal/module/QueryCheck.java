// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Analysis;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.RcmHandle;
import java.util.Optional;

/**
 * Finds out why the questions of one request, taken together, would not say what goes. Safe for use
 * by several threads.
 */
final class QueryCheck {

    private final MpxioSettings settings;
    private final Registrations registrations;
    private final Taken taken;

    QueryCheck(MpxioSettings settings, Registrations registrations, Taken taken) {
        this.settings = settings;
        this.registrations = registrations;
        this.taken = taken;
    }

    /**
     * Looks for a PHCI that goes in the same call and is not registered yet: nobody is asked about
     * it.
     *
     * @param memory what the request has asked so far
     * @param table what the next question is judged on
     * @param handle tells what goes
     * @return a sentence; empty for none
     */
    Optional<String> unheardOf(RequestMemory memory, GroupTable table, RcmHandle handle) {
        if (!memory.hasBegun()) {
            memory.begin(Newcomers.out(table, handle));
        }
        boolean isOfCoordinator = handle.sequence().number() != 0; // the C module does not look
        return isOfCoordinator && settings.analysis() == Analysis.EXACT
                ? Newcomers.unheardOf(
                        table,
                        phci ->
                                registrations.isRegistered(phci)
                                        || memory.isAsked(phci)
                                        || taken.contains(phci),
                        memory::wasOut,
                        handle)
                : Optional.empty();
    }

    /**
     * Compares what a request has asked about with the tree that its next question is judged on: a
     * disk that changes places meanwhile would be asked about nowhere.
     *
     * @param memory what the request has asked so far
     * @param now what the next question is judged on
     * @param next the PHCI that it is about
     * @return a sentence about the first PHCI that would be answered in another way now; empty for
     *     none
     */
    static Optional<String> change(RequestMemory memory, TableState now, String next) {
        return memory.queries().stream()
                .filter(asked -> !asked.phci().equals(next))
                .flatMap(asked -> asked.change(now).stream())
                .findFirst()
                .map(
                        change ->
                                "the device tree changed while the request was asking ("
                                        + change
                                        + "); ask anew");
    }
}
