// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import io.lastpath.management.ImpactData;
import io.lastpath.management.PreviewData;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What each of two hosts answers about the loss of each of four HBAs, and of all together. */
final class SwapAnswers {

    /** What the loss of each HBA does on the recorded host: clients and verdict. */
    private static final List<Answer> SIMULATED =
            List.of(
                    new Answer(
                            Set.of("mpatha", "mpathb", "mpathc", "mpathd", "mpathe", "mpathf"),
                            "DEGRADED"),
                    new Answer(
                            Set.of("mpatha", "mpathb", "mpathc", "mpathd", "mpathf"), "DEGRADED"),
                    new Answer(Set.of("mpathb", "mpathc", "mpathg", "mpathh"), "DEGRADED"),
                    new Answer(
                            Set.of("mpathb", "mpathc", "mpathg", "mpathh", "mpathi"), "DEGRADED"));

    /** How many disks hang by each HBA. */
    private static final List<String> LOST_OF_SIMULATED = List.of("6", "5", "4", "5");

    private static final List<String> LOST_OF_OTHER = List.of("2", "1", "1", "1");

    private record Answer(Set<String> clients, String verdict) {

        static Answer of(PreviewData preview) {
            Set<String> clients =
                    preview.impact().stream().map(Answer::name).collect(Collectors.toSet());
            return new Answer(clients, preview.verdict());
        }

        private static String name(ImpactData impact) {
            return impact.name().isEmpty() ? impact.client() : impact.name();
        }
    }

    /** The same on the other host, where a mounted file system hangs by the first one alone. */
    private final List<Answer> other;

    /**
     * The answers.
     *
     * @param one what the other host calls the disk that the first HBA alone reaches
     * @param two what it calls the disk that all of them reach
     */
    SwapAnswers(String one, String two) {
        Answer kept = new Answer(Set.of(two), "SAFE");
        other = List.of(new Answer(Set.of(one, two), "DATA_CRITICAL"), kept, kept, kept);
    }

    boolean isOfSimulated(int number, PreviewData preview) {
        return Answer.of(preview).equals(SIMULATED.get(number));
    }

    boolean isOfOther(int number, PreviewData preview) {
        return Answer.of(preview).equals(other.get(number));
    }

    /** On the recorded host each HBA may go; on the other one the first may not. */
    static boolean isOfOneHost(int number, RcmReply reply) {
        if (reply.isSuccess()) {
            return reply.verdict() == Verdict.DEGRADED
                    || number != 0 && reply.verdict() == Verdict.SAFE;
        }
        return number == 0 && isKept(reply, Verdict.DATA_CRITICAL);
    }

    /**
     * All together may go on neither host: each loses every disk, and each HBA is named for its
     * own.
     */
    static boolean isOfOneHost(RcmReply reply) {
        List<String> lost =
                reply.assessments().stream()
                        .map(said -> said.reason())
                        .filter(reason -> reason.contains("left without a usable path"))
                        .map(reason -> reason.substring(0, reason.indexOf(' ')))
                        .toList();
        return isKept(reply, Verdict.SYSTEM_CRITICAL) && lost.equals(LOST_OF_SIMULATED)
                || isKept(reply, Verdict.DATA_CRITICAL) && lost.equals(LOST_OF_OTHER);
    }

    private static boolean isKept(RcmReply reply, Verdict verdict) {
        return !reply.isSuccess()
                && reply.verdict() == verdict
                && reply.toString().contains("/srv/one is mounted");
    }
}
