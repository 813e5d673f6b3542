// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.module.MpxioModule;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.Logs;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.UsageReply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plays one scenario against a fresh module and compares every answer and every event. */
public final class ScenarioRun {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Map<String, RcmFlags> FLAGS =
            Map.of(
                    "INCLUDE_SUBTREE", RcmFlags.INCLUDE_SUBTREE,
                    "INCLUDE_DEPENDENT", RcmFlags.INCLUDE_DEPENDENT,
                    "QUERY", RcmFlags.QUERY,
                    "FORCE", RcmFlags.FORCE,
                    "FILESYS", RcmFlags.FILESYS,
                    "NOPID", RcmFlags.NOPID,
                    "DR_OPERATION", RcmFlags.DR_OPERATION,
                    "SCOPE", RcmFlags.SCOPE,
                    "RETIRE_REQUEST", RcmFlags.RETIRE_REQUEST);

    private final Scenario scenario;
    private final String analysis;
    private final RecordingHandle handle = new RecordingHandle();
    private final Host host;
    private final TableKeeper keeper =
            new TableKeeper(Settings.of("exact", 256), new Logs().logger());
    private final MpxioModule module;
    private final List<String> failures = new ArrayList<>();
    private int steps;

    /** A run of a scenario on a host that nobody else uses meanwhile. */
    public ScenarioRun(Scenario scenario, String analysis, Host host) {
        this.scenario = scenario;
        this.analysis = analysis;
        this.host = host;
        this.module = new MpxioModule(keeper, Settings.of(analysis, 256), new Logs().logger());
    }

    /** Plays all steps; a failing one does not end the run. */
    public ScenarioRun play() throws IOException {
        host.show(scenario.json().path("devices"));
        keeper.bindSource(host.source(), new FakeReference("vectors", 0));
        try {
            JsonNode required = scenario.json().path("require").path(analysis);
            int index = 0;
            for (JsonNode step : scenario.json().path("steps")) {
                play(index, step, required.get(index));
                index++;
            }
        } finally {
            keeper.close();
        }
        return this;
    }

    /** {@return how many operations were played} */
    public int steps() {
        return steps;
    }

    /** {@return which of them came out otherwise than required} */
    public List<String> failures() {
        return failures;
    }

    private void play(int index, JsonNode step, JsonNode required) throws IOException {
        String op = step.get("op").asText();
        if (op.equals("rcm")) {
            handle.answer(step);
        } else if (op.equals("devices")) {
            if (step.has("error")) {
                host.fail(step.get("error"));
            } else {
                host.show(step.get("devices"));
            }
        } else {
            steps++;
            ObjectNode observed = operation(op, step);
            ArrayNode events = handle.takeEvents();
            observed.set("events", analysis.equals("exact") ? withoutStates(events) : events);
            if (!observed.equals(required)) {
                failures.add(
                        "step "
                                + index
                                + " "
                                + step
                                + "\n  required "
                                + required
                                + "\n  observed "
                                + observed);
            }
        }
    }

    private static ArrayNode withoutStates(ArrayNode events) {
        ArrayNode others = JSON.arrayNode();
        for (JsonNode event : events) {
            if (!event.get("call").asText().equals("get_rsrcstate")) {
                others.add(event);
            }
        }
        return others;
    }

    private ObjectNode operation(String op, JsonNode step) {
        String resource = step.path("rsrc").asText();
        RcmFlags flags = flags(step);
        return switch (op) {
            case "register" -> observed(module.register(handle), "", "");
            case "unregister" -> observed(module.unregister(handle), "", "");
            case "modinfo" -> observed(RcmResult.SUCCESS, module.info(), "");
            case "getinfo" -> observed(module.getInfo(handle, resource, 0, flags));
            case "offline" -> observed(module.requestOffline(handle, resource, 0, flags));
            case "online" -> observed(module.notifyOnline(handle, resource, 0, flags));
            case "remove" -> observed(module.notifyRemove(handle, resource, 0, flags));
            case "suspend" ->
                    observed(module.requestSuspend(handle, resource, 0, Duration.ZERO, flags));
            case "resume" -> observed(module.notifyResume(handle, resource, 0, flags));
            default -> throw new IllegalArgumentException("unknown op " + op);
        };
    }

    /** {@return the flags of a step} */
    public static RcmFlags flags(JsonNode step) {
        RcmFlags flags = RcmFlags.NONE;
        for (JsonNode name : step.path("flags")) {
            flags = flags.with(FLAGS.get(name.asText()));
        }
        return flags;
    }

    private static ObjectNode observed(UsageReply reply) {
        return observed(reply.result(), reply.info(), reply.error());
    }

    private static ObjectNode observed(ModuleReply reply) {
        return observed(reply.result(), "", reply.error());
    }

    private static ObjectNode observed(RcmResult result, String info, String error) {
        return JSON.objectNode()
                .put("rc", result.code())
                .put("infostr", info.isEmpty() ? null : info)
                .put("errstr", error.isEmpty() ? null : error);
    }
}
