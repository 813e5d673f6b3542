// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.mpxio.internal.vectors.Scenario;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds what came of the steps of scenarios against what the vectors require of them, wherever the
 * coordinator lets that be seen, and counts where it does not by reason.
 */
final class VectorAnswers {

    private static final String UNKNOWN =
            "the coordinator refuses what nobody knows, where the module would go on";

    private static final String NOT_SUSPENDED =
            "the coordinator has nothing to resume where it refused the suspend as unknown";

    private final Map<String, Integer> unseen = new TreeMap<>();
    private final Map<String, Integer> compared = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private int equal;

    /** Compares the steps of a scenario, all of its operations in order. */
    void compare(Scenario scenario, String analysis, List<DrivenStep> came) {
        JsonNode steps = scenario.json().path("steps");
        JsonNode required = scenario.json().path("require").path(analysis);
        Sight sight = new Sight(NamesOfVector.of(scenario.json()));
        int next = 0;
        for (int i = 0; i < steps.size(); i++) {
            boolean operates = !required.get(i).isNull();
            DrivenStep step = operates ? came.get(next++) : null;
            String why = sight.onto(steps.get(i), required.get(i), step);
            if (operates) {
                why = why.isEmpty() && isRefused(required.get(i), step) ? UNKNOWN : why;
                why = why.isEmpty() && isNotSuspended(step) ? NOT_SUSPENDED : why;
                if (why.isEmpty()) {
                    compare(
                            scenario.name() + " " + analysis,
                            steps.get(i),
                            required.get(i),
                            step,
                            sight);
                } else {
                    unseen.merge(why, 1, Integer::sum);
                }
            }
        }
    }

    private static boolean isRefused(JsonNode required, DrivenStep came) {
        return required.get("rc").asInt() == 0
                && came.result().equals(RcmResult.FAILURE)
                && came.text().contains("verdict=" + Verdict.UNKNOWN);
    }

    private static boolean isNotSuspended(DrivenStep came) {
        return came.text().contains("nothing to resume: no DR request is open on ");
    }

    private void compare(
            String where, JsonNode step, JsonNode required, DrivenStep came, Sight sight) {
        String op = step.get("op").asText();
        compared.merge(op, 1, Integer::sum);
        String wanted = wanted(step, required, sight);
        String got = got(op, required, came, sight);
        if (wanted.equals(got)) {
            equal++;
        } else {
            failures.add(
                    where
                            + " step "
                            + came.index()
                            + " "
                            + step
                            + "\n  required "
                            + wanted
                            + "\n  came     "
                            + got
                            + "\n"
                            + came.text());
        }
    }

    /**
     * Result, texts, and whom it was about; what the coordinator has its own answer to is left out.
     */
    private static String wanted(JsonNode step, JsonNode required, Sight sight) {
        String op = step.get("op").asText();
        Set<String> names = new TreeSet<>(isRegistration(op) ? sight.registered() : Set.of());
        for (JsonNode event : required.path("events")) {
            String call = event.get("call").asText() + " ";
            RcmFlags given = new RcmFlags(event.path("flags").asInt());
            String flags = TakenFlags.of(step, given) + " ";
            event.path("clients").forEach(client -> names.add(call + flags + client.asText()));
        }
        return result(op, required.get("rc").asInt())
                + text(required.get("infostr"))
                + text(required.get("errstr"))
                + names;
    }

    private static String got(String op, JsonNode required, DrivenStep came, Sight sight) {
        Set<String> names = new TreeSet<>(came.names());
        String own = DrivenStep.listCall(op);
        if (!isRegistration(op)) {
            names.removeIf(call -> !call.startsWith(own + " "));
        }
        return result(op, came.result().code())
                + (required.get("infostr").isNull() ? "" : came.info())
                + came.error()
                + names;
    }

    private static boolean isRegistration(String op) {
        return op.equals("register") || op.equals("unregister");
    }

    /** To inform is always done; what a module could not say stands in its tuple. */
    private static String result(String op, int code) {
        return op.equals("getinfo") ? "" : code + " ";
    }

    private static String text(JsonNode text) {
        return text.isNull() ? "" : text.asText();
    }

    /** {@return where the steps came out otherwise than required} */
    List<String> failures() {
        return failures;
    }

    /** {@return how many came out as required} */
    int equal() {
        return equal;
    }

    /** {@return how many were held against the vectors, by operation} */
    Map<String, Integer> compared() {
        return compared;
    }

    /** {@return how many could not be held against the vectors, by reason} */
    Map<String, Integer> unseen() {
        return unseen;
    }
}
