// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import io.lastpath.mpxio.internal.analysis.Cards;
import io.lastpath.mpxio.internal.analysis.ClientLoss;
import io.lastpath.mpxio.internal.analysis.Informant;
import io.lastpath.mpxio.internal.analysis.Losses;
import io.lastpath.mpxio.internal.analysis.OnlinePhcis;
import io.lastpath.mpxio.internal.analysis.TargetLossScan;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks for single points of failure: PHCIs, whole cards and target ports. A client that has no
 * usable path even now hangs by nothing any more. For one thread.
 */
final class AuditRun {

    private static final int NAMED = 5;

    private final GroupTable table;
    private final TableNames names;
    private final OnlinePhcis online;
    private final Informant informant;

    AuditRun(GroupTable table, TableNames names, OnlinePhcis online, Informant informant) {
        this.informant = informant;
        this.table = table;
        this.names = names;
        this.online = online;
    }

    /**
     * Looks.
     *
     * @param phcis what the loss of each PHCI alone would do, in the table's order
     * @param card judges the loss of all PHCIs of a card; empty where nobody would notice
     * @param judge judges losses, asking about each client once
     * @param doubts why nothing may be believed
     * @return what was found, gravest first
     */
    Audit audit(
            List<Preview> phcis,
            Function<int[], Optional<Preview>> card,
            Function<List<Losses>, List<Preview>> judge,
            List<String> doubts) {
        List<Audit.Point> points = new ArrayList<>();
        for (int phci = 0; phci < phcis.size(); phci++) {
            Preview preview = phcis.get(phci);
            if (isPoint(preview)) {
                points.add(new Audit.Point(Audit.Kind.PHCI, names.phciId(phci), preview));
            }
        }
        TargetLossScan targets = new TargetLossScan(table, online);
        points.addAll(cards(card));
        points.addAll(targetPorts(targets.losses(), judge));
        points.sort(
                Comparator.comparing((Audit.Point point) -> point.preview().verdict())
                        .reversed()
                        .thenComparing(Audit.Point::kind));
        Set<String> unknowns = new LinkedHashSet<>(doubts);
        List<Impact> losing = points.stream().flatMap(point -> point.losing().stream()).toList();
        unknowns.addAll(Unknowns.doubts(informant, losing, plain(points)));
        if (doubts.isEmpty()) {
            phcis.stream()
                    .filter(AuditRun::isUnjudged)
                    .forEach(preview -> unknowns.add(preview.reason()));
        }
        List<String> remarks = new ArrayList<>(unknowns);
        remarkCards(remarks);
        remarkTargets(remarks, targets.unknown());
        return new Audit(points, remarks);
    }

    /** {@return whether nobody knows what would happen, though no row says so} */
    private static boolean isUnjudged(Preview preview) {
        return preview.verdict() == Verdict.UNKNOWN && !isPoint(preview);
    }

    private static List<PlainDisk> plain(List<Audit.Point> points) {
        return points.stream().flatMap(point -> point.preview().plain().stream()).toList();
    }

    /**
     * {@return whether a client would lose its last path, or somebody a disk that has a single one}
     */
    private static boolean isPoint(Preview preview) {
        return !preview.plain().isEmpty() || preview.impacts().stream().anyMatch(Impact::losesLast);
    }

    private List<Audit.Point> cards(Function<int[], Optional<Preview>> judge) {
        List<Audit.Point> points = new ArrayList<>();
        Cards.withSeveral(table)
                .forEach(
                        (card, phcis) ->
                                judge.apply(phcis.stream().mapToInt(Integer::intValue).toArray())
                                        .filter(AuditRun::isPoint)
                                        .map(loss -> new Audit.Point(Audit.Kind.CARD, card, loss))
                                        .ifPresent(points::add));
        return points;
    }

    private static List<Audit.Point> targetPorts(
            Map<String, Losses> losses, Function<List<Losses>, List<Preview>> judge) {
        Map<String, Losses> grave = new LinkedHashMap<>(losses);
        grave.values().removeIf(loss -> loss.endangered().stream().noneMatch(ClientLoss::isLosing));
        List<String> ids = List.copyOf(grave.keySet());
        List<Preview> previews = judge.apply(List.copyOf(grave.values()));
        List<Audit.Point> points = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            points.add(new Audit.Point(Audit.Kind.TARGET_PORT, ids.get(i), previews.get(i)));
        }
        return points;
    }

    private void remarkCards(List<String> remarks) {
        List<String> without = new ArrayList<>();
        for (int phci = 0; phci < table.phciCount(); phci++) {
            if (table.groupCountOf(phci) > 0 && Cards.of(table.phci(phci)).isEmpty()) {
                without.add(names.phciId(phci));
            }
        }
        if (!without.isEmpty()) {
            remarks.add(
                    "which card carries "
                            + String.join(", ", without.subList(0, Math.min(NAMED, without.size())))
                            + (without.size() > NAMED
                                    ? " and " + (without.size() - NAMED) + " more PHCIs"
                                    : "")
                            + " is not known");
        }
    }

    private static void remarkTargets(List<String> remarks, int unknown) {
        if (unknown > 0) {
            remarks.add(
                    unknown == 1
                            ? "the target port of 1 usable path is not known"
                            : "the target ports of " + unknown + " usable paths are not known");
        }
    }
}
