// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** Compares what a system did in a record of the reference with what is expected of it. */
public final class TraceCheck {

    private final JsonNode trace;
    private final JsonNode corrected;

    /** What is expected of a record. */
    public enum Kind {
        /** What the reference did. */
        REPRODUCED,

        /** What the reference did up to the first step that a label touches, then another. */
        CORRECTED,

        /** It has labels, and nobody has said what is right instead. */
        OPEN
    }

    private TraceCheck(JsonNode trace, JsonNode corrected) {
        this.trace = trace;
        this.corrected = corrected;
    }

    /**
     * A check.
     *
     * @param trace the record
     * @param folder of the record; corrected outcomes are in a folder below
     */
    public static TraceCheck of(JsonNode trace, Path folder) throws IOException {
        Path file = folder.resolve("corrected").resolve(trace.get("name").asText() + ".json");
        boolean isThere = !trace.path("quirks").isEmpty() && Files.exists(file);
        return new TraceCheck(
                trace,
                isThere ? new ObjectMapper().readTree(file.toFile()) : MissingNode.getInstance());
    }

    public Kind kind() {
        if (!corrected.isMissingNode()) {
            return corrected.get("first").isNull() ? Kind.REPRODUCED : Kind.CORRECTED;
        }
        return trace.path("quirks").isEmpty() ? Kind.REPRODUCED : Kind.OPEN;
    }

    /** {@return what differs, by step; in an open record that is no failure} */
    public SortedMap<Integer, String> differences(List<Observation> seen) {
        int from = kind() == Kind.CORRECTED ? corrected.get("first").asInt() : Integer.MAX_VALUE;
        Expectation reader = new Expectation();
        return Comparison.compare(trace, seen, step -> wanted(reader, step, from));
    }

    private Observation wanted(Expectation reader, int step, int from) {
        if (step == Comparison.START) {
            return reader.start(trace.get("start"));
        }
        if (step < from) {
            return reader.step(trace.get("steps").get(step));
        }
        JsonNode expect = corrected.get("expect").get(step - from);
        return reader.step(expect, expect.path("start"));
    }
}
