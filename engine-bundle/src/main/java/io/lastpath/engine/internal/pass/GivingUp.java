// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.Verdict;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what the system needs and nobody has given up by name, whether or not its module let it go.
 * Stateless.
 */
final class GivingUp {

    private GivingUp() {}

    /** {@return a sentence for each use that is not accepted; empty if the request may go on} */
    static List<Assessment> notAccepted(Question question, Answers answers) {
        Set<String> accepted =
                question.flags().has(RcmFlags.FORCE)
                        ? question.scope().intent().accepted()
                        : Set.of();
        // Who names all that is asked for gives up whatever hangs by it.
        boolean all =
                accepted.containsAll(question.names())
                        || question.places().stream()
                                .allMatch(one -> accepted.contains(one.text()));
        if (all) {
            return List.of();
        }
        Set<String> givenUp = new HashSet<>(accepted);
        Set<String> kept = new TreeSet<>();
        for (Assessment vital : answers.assessments(Verdict.SYSTEM_CRITICAL)) {
            if (Collections.disjoint(vital.uses(), accepted)) {
                kept.add(String.join(" or ", new TreeSet<>(vital.uses())));
            } else {
                givenUp.addAll(vital.uses());
            }
        }
        for (InfoTuple vital : answers.tuples(Verdict.SYSTEM_CRITICAL)) {
            if (!givenUp.contains(vital.resource())) {
                kept.add(vital.resource());
            }
        }
        return kept.stream().map(GivingUp::sentence).toList();
    }

    private static Assessment sentence(String use) {
        return new Assessment(
                Verdict.SYSTEM_CRITICAL,
                "the system needs "
                        + use
                        + "; force the request and accept "
                        + use
                        + " to give it up");
    }
}
