// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares what was seen of a record with what was expected. */
final class Comparison {

    /** The place of the start among the steps. */
    static final int START = -1;

    private final JsonNode trace;
    private final Sight theirs;
    private final Sight ours;
    private final SortedMap<Integer, String> differences = new TreeMap<>();

    /** What is expected of a step; null where nothing is. */
    interface Wanted {
        Observation of(int step);
    }

    private Comparison(JsonNode trace, Sight theirs, Sight ours) {
        this.trace = trace;
        this.theirs = theirs;
        this.ours = ours;
    }

    /** {@return where the model does not do what the reference did, by step} */
    static SortedMap<Integer, String> withReference(JsonNode trace) {
        return new Comparison(trace, new Sight(), new Sight())
                .compare(Model.run(trace), reference(trace));
    }

    /** {@return the same, with what explains it: slots, flags, sequence numbers} */
    static SortedMap<Integer, String> exactlyWithReference(JsonNode trace) {
        return new Comparison(trace, Sight.exact(), Sight.exact())
                .compare(Model.run(trace), reference(trace));
    }

    private static Wanted reference(JsonNode trace) {
        Expectation reader = new Expectation();
        return step ->
                step == START
                        ? reader.start(trace.get("start"))
                        : reader.step(trace.get("steps").get(step));
    }

    /** {@return where the model does not do what the reference did with one defect repaired} */
    static SortedMap<Integer, String> withRepaired(JsonNode trace) {
        Expectation reader = new Expectation();
        JsonNode repaired = trace.get("alt");
        return compare(
                trace,
                Model.run(trace),
                step ->
                        step == START
                                ? reader.start(repaired.get("start"))
                                : reader.step(
                                        repaired.get("expect").path(step),
                                        trace.get("steps").get(step).path("start")));
    }

    /** {@return what differs, by step} */
    static SortedMap<Integer, String> compare(
            JsonNode trace, List<Observation> seen, Wanted wanted) {
        return new Comparison(trace, new Sight(), new Sight()).compare(seen, wanted);
    }

    /** {@return the same, with what the reference does not show: whose DR requests are} */
    static SortedMap<Integer, String> compareOwned(
            JsonNode trace, List<Observation> seen, Wanted wanted) {
        return new Comparison(trace, Sight.owned(), Sight.owned()).compare(seen, wanted);
    }

    private SortedMap<Integer, String> compare(List<Observation> seen, Wanted wanted) {
        for (int step = START; step < trace.get("steps").size(); step++) {
            Observation expected = wanted.of(step);
            if (expected != null) {
                compare(step, expected, seen.get(step + 1));
            }
        }
        return differences;
    }

    private void compare(int step, Observation wanted, Observation seen) {
        String op = step == START ? "start" : trace.get("steps").get(step).get("op").asText();
        String expected = theirs.of(op, seen.watched() < 0 ? wanted.unwatched() : wanted);
        String actual = ours.of(op, seen);
        if (!expected.equals(actual)) {
            String where = trace.path("name").asText() + " step " + step + " " + op;
            differences.put(
                    step,
                    where + "\nexpected\n" + expected.indent(2) + "actual\n" + actual.indent(2));
        }
    }
}
