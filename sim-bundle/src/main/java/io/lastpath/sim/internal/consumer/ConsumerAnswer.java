// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.consumer;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import io.lastpath.sim.internal.scenario.Answer;
import io.lastpath.sim.internal.scenario.ScenarioConsumer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One answer for several consumers of one client. Who would refuse lets go when forced, unless the
 * loss is {@link Verdict#SYSTEM_CRITICAL} and nobody named it. Immutable.
 *
 * @param resource name of the client's resource
 * @param query whether the consumers are only asked
 * @param force whether the request is forced
 * @param accepted what the initiator said would be given up
 */
record ConsumerAnswer(String resource, boolean query, boolean force, Set<String> accepted) {

    /** {@return the highest severity} */
    static Verdict severity(List<ScenarioConsumer> users) {
        return users.stream().map(ScenarioConsumer::severity).reduce(Verdict.SAFE, Verdict::or);
    }

    ModuleReply of(List<ScenarioConsumer> users, Function<ScenarioConsumer, Answer> answer) {
        List<String> refusals = new ArrayList<>();
        List<Assessment> assessments = new ArrayList<>();
        for (ScenarioConsumer user : users) {
            if (answer.apply(user) == Answer.ALLOW) {
                if (query && user.severity() == Verdict.UNKNOWN) {
                    // It agrees, but to what nobody knows.
                    assessments.add(new Assessment(Verdict.UNKNOWN, user.usage()));
                }
                continue;
            }
            if (!letsGo(user)) {
                refusals.add(refusal(user));
            } else if (query) {
                // Only when asked, or a forced request would show it a second time when it is done.
                assessments.add(
                        new Assessment(
                                user.severity(),
                                "overruled by force: " + user.usage(),
                                names(user)));
            }
        }
        RcmResult result = refusals.isEmpty() ? RcmResult.SUCCESS : RcmResult.FAILURE;
        return new ModuleReply(result, String.join("; ", refusals), List.of(), assessments);
    }

    private boolean letsGo(ScenarioConsumer user) {
        return force
                && (user.severity() != Verdict.SYSTEM_CRITICAL
                        || !Collections.disjoint(names(user), accepted));
    }

    /** By what an initiator gives the use up. */
    private Set<String> names(ScenarioConsumer user) {
        return new HashSet<>(List.of(user.resource(), resource));
    }

    private String refusal(ScenarioConsumer user) {
        return force
                ? user.refusal() + "; name " + user.resource() + " to give it up"
                : user.refusal();
    }
}
