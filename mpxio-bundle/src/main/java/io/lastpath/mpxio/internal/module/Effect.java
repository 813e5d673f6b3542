// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Analysis;
import io.lastpath.mpxio.internal.analysis.ClientLoss;
import io.lastpath.mpxio.internal.analysis.Doubts;
import io.lastpath.mpxio.internal.analysis.HandleStates;
import io.lastpath.mpxio.internal.analysis.Losses;
import io.lastpath.mpxio.internal.analysis.OnlinePhcis;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.Verdict;
import java.util.List;

/**
 * What an operation on one PHCI does to its clients. Immutable.
 *
 * @param state the table that this was worked out on
 * @param affected clients left without a usable path
 * @param clients resource names of those that can be named
 * @param allNamed whether these are all that may be affected
 * @param singleCount clients left with a single usable path, where the analysis counts them
 * @param doubts why this may be wrong, a sentence each
 */
record Effect(
        TableState state,
        List<ClientLoss> affected,
        List<String> clients,
        boolean allNamed,
        int singleCount,
        List<String> doubts) {

    static Effect of(TableState state, Analysis analysis, RcmHandle handle, String resource) {
        GroupTable table = state.table();
        int phci = table.phciByResource(resource);
        boolean exact = analysis == Analysis.EXACT;
        OnlinePhcis asked = new HandleStates(table, handle);
        // The C module asked anew for each group; its answer depends on that order only.
        OnlinePhcis online = exact ? asked.remembering(table.phciCount()) : asked;
        Losses losses = phci < 0 ? Losses.none() : analysis.losses(table, phci, online);
        List<ClientLoss> affected = losses.endangered();
        List<String> clients =
                affected.stream()
                        .filter(loss -> loss.group().isNameable(loss.client()))
                        .map(loss -> loss.group().resource(loss.client()))
                        .toList();
        return new Effect(
                state,
                affected,
                clients,
                clients.size() == affected.size() && table.gaps().adriftCount() == 0,
                losses.singleCount(),
                Doubts.about(state, exact ? online : any -> true));
    }

    /** {@return how grave an offline would be, in this module's own view} */
    List<Assessment> assessments() {
        if (!allNamed || !doubts.isEmpty()) {
            return List.of(unknown());
        }
        if (!affected.isEmpty()) {
            return degraded(affected.size(), "left without a usable path");
        }
        return singleCount > 0
                ? degraded(singleCount, "left with a single usable path")
                : List.of();
    }

    /** {@return the doubts only, if there are any} */
    List<Assessment> doubtful() {
        return allNamed && doubts.isEmpty() ? List.of() : List.of(unknown());
    }

    Assessment unknown() {
        return new Assessment(
                Verdict.UNKNOWN,
                doubts.isEmpty()
                        ? "a client that would be left without a usable path cannot be named"
                        : String.join("; ", doubts));
    }

    private static List<Assessment> degraded(int count, String how) {
        String clients = count == 1 ? "1 client is " : count + " clients are ";
        return List.of(new Assessment(Verdict.DEGRADED, clients + how));
    }
}
