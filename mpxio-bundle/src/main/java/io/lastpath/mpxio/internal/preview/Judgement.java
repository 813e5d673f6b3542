// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import io.lastpath.mpxio.internal.analysis.ClientLoss;
import io.lastpath.mpxio.internal.analysis.Losses;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A verdict with its reason. Immutable.
 *
 * @param verdict how grave
 * @param reason in one sentence
 */
record Judgement(Verdict verdict, String reason) {

    private static final int NAMED = 5;
    private static final int MOST = 10;

    /**
     * Judges a loss as a whole.
     *
     * @param doubts why nothing is known; empty where all is
     * @param losses what happens to the clients
     * @param usage who uses what
     * @param endangered the endangered clients, judged one by one
     */
    static Judgement of(List<String> doubts, Losses losses, Usage usage, List<Impact> endangered) {
        List<String> unknowns = new ArrayList<>(doubts);
        if (!endangered.isEmpty()) {
            addUnknowns(unknowns, usage, endangered);
        }
        if (!unknowns.isEmpty()) {
            return new Judgement(Verdict.UNKNOWN, limited(unknowns));
        }
        Verdict worst = endangered.isEmpty() ? Verdict.SAFE : worst(endangered, usage);
        if (worst.compareTo(Verdict.DEGRADED) > 0) {
            return new Judgement(worst, hurt(worst, endangered));
        }
        return unhurt(losses, endangered);
    }

    private static String limited(List<String> unknowns) {
        String shown = String.join("; ", unknowns.subList(0, Math.min(MOST, unknowns.size())));
        int more = unknowns.size() - MOST;
        return more > 0 ? shown + "; and " + more + " more of this kind" : shown;
    }

    private static Verdict worst(List<Impact> endangered, Usage usage) {
        Verdict verdict = Verdict.DEGRADED;
        for (Impact impact : endangered) {
            verdict = verdict.or(impact.verdict());
        }
        for (User user : usage.unplaced()) {
            verdict = verdict.or(user.severity());
        }
        return verdict;
    }

    private static void addUnknowns(List<String> unknowns, Usage usage, List<Impact> endangered) {
        if (!usage.failure().isEmpty()) {
            unknowns.add(usage.failure());
        }
        usage.unplaced().stream()
                .filter(user -> user.severity() == Verdict.UNKNOWN)
                .forEach(user -> unknowns.add(user.text()));
        for (Impact impact : endangered) {
            ClientLoss loss = impact.loss();
            if (!loss.group().isNameable(loss.client())) {
                unknowns.add(
                        "a client that would lose its last path cannot be named, "
                                + impact.label());
            }
            impact.users().stream()
                    .filter(user -> user.severity() == Verdict.UNKNOWN)
                    .forEach(user -> unknowns.add(impact.label() + " is used by " + user.text()));
        }
    }

    private static String hurt(Verdict worst, List<Impact> endangered) {
        List<String> clients =
                endangered.stream()
                        .filter(impact -> impact.verdict() == worst)
                        .map(Impact::label)
                        .toList();
        return clients.isEmpty()
                ? "somebody uses a client that would lose its last path"
                : count(clients.size(), " in use would lose ", "its", "their")
                        + " last path, "
                        + named(clients);
    }

    private static Judgement unhurt(Losses losses, List<Impact> endangered) {
        if (!endangered.isEmpty()) {
            List<String> clients = endangered.stream().map(Impact::label).toList();
            return new Judgement(
                    Verdict.DEGRADED,
                    count(clients.size(), " that nobody uses would lose ", "its", "their")
                            + " last path, "
                            + named(clients));
        }
        if (losses.singleCount() > 0) {
            return new Judgement(
                    Verdict.DEGRADED,
                    count(
                            losses.singleCount(),
                            " would be left with a single usable path",
                            "",
                            ""));
        }
        int touched = losses.touchedCount();
        return new Judgement(
                Verdict.SAFE,
                touched == 0
                        ? "no client has a path there"
                        : count(touched, " would lose a path and keep", "", "")
                                + " several usable ones");
    }

    private static String count(int count, String what, String one, String many) {
        return count == 1 ? "1 client" + what + one : count + " clients" + what + many;
    }

    private static String named(List<String> names) {
        return names.size() <= NAMED
                ? String.join(", ", names)
                : "such as " + String.join(", ", names.subList(0, NAMED));
    }
}
