// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import io.lastpath.mpxio.internal.analysis.Informant;
import io.lastpath.mpxio.internal.analysis.Losses;
import io.lastpath.rcm.Verdict;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A verdict with its reason. Immutable.
 *
 * @param verdict how grave
 * @param reason in one sentence
 */
record Judgement(Verdict verdict, String reason) {

    private static final int NAMED = 5;

    /**
     * Judges a loss as a whole.
     *
     * @param informant answers for who uses what
     * @param doubts why nothing is known; empty where all is
     * @param losses what happens to the clients
     * @param endangered the endangered clients, judged one by one
     * @param plain disks that are no clients and whose users would notice
     */
    static Judgement of(
            Informant informant,
            List<String> doubts,
            Losses losses,
            List<Impact> endangered,
            List<PlainDisk> plain) {
        Set<String> unknowns = new LinkedHashSet<>(doubts);
        unknowns.addAll(Unknowns.together(informant, endangered, plain));
        if (!unknowns.isEmpty()) {
            return new Judgement(
                    Verdict.UNKNOWN, String.join("; ", Unknowns.limited(List.copyOf(unknowns))));
        }
        Judgement clients = ofClients(losses, endangered);
        return plain.isEmpty() ? clients : clients.and(plain);
    }

    private static Judgement ofClients(Losses losses, List<Impact> endangered) {
        Verdict worst = endangered.stream().map(Impact::verdict).reduce(Verdict.SAFE, Verdict::or);
        if (!endangered.isEmpty()) {
            return new Judgement(worst, lost(endangered));
        }
        return losses.singleCount() > 0
                ? new Judgement(Verdict.DEGRADED, single(losses))
                : new Judgement(Verdict.SAFE, safe(losses));
    }

    private Judgement and(List<PlainDisk> plain) {
        Verdict worst = plain.stream().map(PlainDisk::verdict).reduce(verdict, Verdict::or);
        int more = plain.size() - NAMED;
        String disks =
                plain.stream().limit(NAMED).map(Object::toString).collect(Collectors.joining("; "));
        return new Judgement(
                worst,
                reason
                        + "; also carries "
                        + disks
                        + (more > 0 ? "; and " + more + " more such disks" : ""));
    }

    /**
     * Names all whose users would be hurt, gravest first, or all where nobody would be; those that
     * have no usable path even now only where there are no others.
     */
    private static String lost(List<Impact> endangered) {
        List<Impact> hurt = endangered.stream().filter(Judgement::isHurting).toList();
        List<Impact> told =
                (hurt.isEmpty() ? endangered : hurt)
                        .stream().sorted(Comparator.comparing(Impact::verdict).reversed()).toList();
        String use = hurt.isEmpty() ? harmless(endangered) : " in use";
        List<String> losing = labels(told, impact -> impact.loss().isLosing());
        return losing.isEmpty()
                ? count(told.size(), use + " has", use + " have")
                        + " no usable path even now, "
                        + named(labels(told, any -> true))
                : count(losing.size(), use + " would lose its", use + " would lose their")
                        + " last path, "
                        + named(losing);
    }

    private static boolean isHurting(Impact impact) {
        return impact.verdict().compareTo(Verdict.DEGRADED) > 0;
    }

    /** An array uses what it could live without. */
    private static String harmless(List<Impact> endangered) {
        return endangered.stream().allMatch(impact -> impact.users().isEmpty())
                ? " that nobody uses"
                : " of which no user would be hurt";
    }

    private static List<String> labels(List<Impact> impacts, Predicate<Impact> which) {
        return impacts.stream().filter(which).map(Impact::label).toList();
    }

    private static String single(Losses losses) {
        int losing = losses.singleLosingCount();
        return losing == 0
                ? count(losses.singleCount(), " has", " have")
                        + " a single usable path even now, which would stay"
                : count(losing, " would be left", " would be left") + " with a single usable path";
    }

    private static String safe(Losses losses) {
        if (losses.touchedCount() == 0) {
            return "no client has a path there";
        }
        int losing = losses.losingCount();
        return losing == 0
                ? "no client has a usable path there"
                : count(losing, " would lose a path and keep", " would lose a path and keep")
                        + " several usable ones";
    }

    private static String count(int count, String one, String many) {
        return count == 1 ? "1 client" + one : count + " clients" + many;
    }

    private static String named(List<String> names) {
        return names.size() <= NAMED
                ? String.join(", ", names)
                : "such as " + String.join(", ", names.subList(0, NAMED));
    }
}
