// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.analysis.ClientLoss;
import io.lastpath.mpxio.internal.analysis.LossScan;
import io.lastpath.mpxio.internal.analysis.Losses;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says how grave the loss of a PHCI is, each client judged by its own paths. */
final class Gravity {

    private static final int NAMED = 20;

    private Gravity() {}

    /** {@return how grave the losses of the exact analysis are; nothing where they are not} */
    static List<Assessment> of(Losses losses) {
        if (!losses.endangered().isEmpty()) {
            return one(
                    Verdict.DEGRADED,
                    losses.endangered().size(),
                    "left without a usable path, " + named(losses.endangered()));
        }
        return losses.singleCount() > 0
                ? one(Verdict.DEGRADED, losses.singleCount(), "left with a single usable path")
                : List.of();
    }

    /**
     * Judges exactly what the group analysis answered. It asks the users of other clients, and for
     * fewer PHCIs; whoever is not asked about counts as in use, and no more is asked for here.
     *
     * @param table the table
     * @param phci what goes away
     * @param answers what the group analysis was told of PHCIs
     * @param affected resource names of the clients that it takes for affected
     * @return how grave it is; nothing where it is not
     */
    static List<Assessment> behindGroups(
            GroupTable table, int phci, KnownPhcis answers, List<String> affected) {
        Losses certain = LossScan.of(table, phci, answers::mayBeOnline, 0);
        Set<String> asked = new HashSet<>(affected);
        List<ClientLoss> unasked =
                certain.endangered().stream()
                        .filter(loss -> !asked.contains(loss.group().resource(loss.client())))
                        .toList();
        if (!unasked.isEmpty()) {
            return one(
                    Verdict.DATA_CRITICAL,
                    unasked.size(),
                    "left without a usable path, and analysis=group asks nobody about that, "
                            + named(unasked));
        }
        int possible = LossScan.of(table, phci, answers::isKnownOnline, 0).endangered().size();
        if (possible > certain.endangered().size()) {
            return one(
                    Verdict.DEGRADED,
                    possible,
                    "left without a usable path through a PHCI that is known to be online");
        }
        return of(certain);
    }

    private static String named(List<ClientLoss> losses) {
        String names =
                losses.stream()
                        .limit(NAMED)
                        .map(loss -> loss.group().label(loss.client()))
                        .collect(Collectors.joining(", "));
        int more = losses.size() - NAMED;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    private static List<Assessment> one(Verdict verdict, long count, String how) {
        String clients = count == 1 ? "1 client is " : count + " clients are ";
        return List.of(new Assessment(verdict, clients + how));
    }
}
