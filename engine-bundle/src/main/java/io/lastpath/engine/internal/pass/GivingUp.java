// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
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
        Set<String> accepted = accepted(question.scope(), question.flags());
        return isAllGivenUp(question, accepted) ? List.of() : notAccepted(accepted, answers);
    }

    /**
     * {@return the same for what hangs by something else than what is named}
     *
     * @param accepted what the initiator gives up
     */
    static List<Assessment> notAccepted(Set<String> accepted, Answers answers) {
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

    /** Who names all that is asked for, here or further out, gives up whatever hangs by it. */
    private static boolean isAllGivenUp(Question question, Set<String> accepted) {
        List<String> served = question.scope().served();
        return accepted.containsAll(question.names())
                || question.places().stream().allMatch(one -> accepted.contains(one.text()))
                || (!served.isEmpty() && accepted.containsAll(served));
    }

    /** {@return what an initiator gives up, who has to force it} */
    static Set<String> accepted(RequestScope scope, RcmFlags flags) {
        return flags.has(RcmFlags.FORCE) ? scope.intent().accepted() : Set.of();
    }

    /** {@return the reply, which says as what a use is given up, whatever its sentence calls it} */
    static RcmReply named(Question question, RcmReply reply) {
        Set<String> accepted = accepted(question.scope(), question.flags());
        List<Assessment> assessments =
                reply.assessments().stream().map(one -> named(one, accepted)).toList();
        return new RcmReply(
                reply.result(), reply.errno(), reply.tuples(), assessments, reply.operation());
    }

    private static Assessment named(Assessment one, Set<String> accepted) {
        Set<String> names = new TreeSet<>(one.uses());
        names.retainAll(accepted);
        return names.isEmpty()
                ? one
                : new Assessment(
                        one.verdict(),
                        one.reason() + "; given up as " + String.join(", ", names),
                        one.uses());
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
