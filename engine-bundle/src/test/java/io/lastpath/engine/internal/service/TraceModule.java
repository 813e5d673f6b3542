// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.engine.internal.model.Observation;
import io.lastpath.engine.internal.model.Observation.Callback;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.UsageReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A module that does what the rules of a trace say. */
final class TraceModule implements RcmModule {

    record Wish(String resource, RegistrationKind kind, RcmFlags flags) {}

    private final TraceReplay replay;
    private final TraceHost host;
    private final JsonNode script;
    private final String name;
    private final String variant;
    private final List<Wish> wishes = new ArrayList<>();
    private final Map<JsonNode, Integer> used = new java.util.IdentityHashMap<>();
    private boolean quiet;
    private volatile boolean hung;

    TraceModule(TraceReplay replay, TraceHost host, JsonNode script) {
        this.replay = replay;
        this.host = host;
        this.script = script;
        this.name = script.get("name").asText();
        this.variant = script.path("variant").asText("v2");
        this.quiet = isLate();
        for (JsonNode one : script.path("register")) {
            wishes.add(
                    new Wish(
                            one.get("rsrc").asText(),
                            kind(one.get("kind").asText()),
                            new RcmFlags(one.path("flags").asInt(0))));
        }
    }

    static RegistrationKind kind(String word) {
        return RegistrationKind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    String name() {
        return name;
    }

    /** Not loaded before a process names it; it registers at the next synchronisation only. */
    boolean isLate() {
        return variant.equals("late");
    }

    /** One that lacks an entry point, or is of an unknown version, cannot be loaded. */
    boolean isUsable() {
        return !variant.startsWith("bad");
    }

    void unload() {
        quiet = isLate();
    }

    void wish(boolean add, String resource, RegistrationKind kind) {
        Wish wish = new Wish(resource, kind, RcmFlags.NONE);
        if (add) {
            wishes.add(wish);
        } else {
            wishes.removeIf(one -> one.resource().equals(resource) && one.kind() == kind);
        }
    }

    @Override
    public String info() {
        return script.path("info").asText("");
    }

    @Override
    public RcmResult register(RcmHandle handle) {
        if (quiet) {
            quiet = false;
            return RcmResult.SUCCESS;
        }
        for (Wish wish : wishes) {
            handle.registerInterest(wish.kind(), wish.resource(), wish.flags());
        }
        return RcmResult.SUCCESS;
    }

    @Override
    public RcmResult unregister(RcmHandle handle) {
        return RcmResult.SUCCESS;
    }

    @Override
    public UsageReply getInfo(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        Answer answer = act("getinfo", resource, flags, handle, Duration.ZERO, Map.of());
        String info =
                answer.info == null ? name + " uses " + resource : answer.info.replace("NONE", "");
        if (variant.equals("v1") && answer.code != 0) {
            answer.error(info);
        }
        return new UsageReply(
                new RcmResult(answer.code), info, answer.error, answer.properties, answer.tuples);
    }

    @Override
    public ModuleReply requestSuspend(
            RcmHandle handle, String resource, long pid, Duration interval, RcmFlags flags) {
        return act("suspend", resource, flags, handle, interval, Map.of()).reply();
    }

    @Override
    public ModuleReply notifyResume(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return act("resume", resource, flags, handle, Duration.ZERO, Map.of()).reply();
    }

    @Override
    public ModuleReply requestOffline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return act("offline", resource, flags, handle, Duration.ZERO, Map.of()).reply();
    }

    @Override
    public ModuleReply notifyOnline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return act("online", resource, flags, handle, Duration.ZERO, Map.of()).reply();
    }

    @Override
    public ModuleReply notifyRemove(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return act("remove", resource, flags, handle, Duration.ZERO, Map.of()).reply();
    }

    @Override
    public ModuleReply requestCapacityChange(
            RcmHandle handle, String resource, long pid, RcmFlags flags, Map<String, String> data) {
        return announced("capreq", handle, resource, flags, data);
    }

    @Override
    public ModuleReply notifyCapacityChange(
            RcmHandle handle, String resource, long pid, RcmFlags flags, Map<String, String> data) {
        return announced("capnotify", handle, resource, flags, data);
    }

    @Override
    public ModuleReply notifyEvent(
            RcmHandle handle, String resource, long pid, RcmFlags flags, Map<String, String> data) {
        return announced("event", handle, resource, flags, data);
    }

    private ModuleReply announced(
            String op,
            RcmHandle handle,
            String resource,
            RcmFlags flags,
            Map<String, String> data) {
        if (variant.equals("v1") || variant.equals("nullops")) {
            return ModuleReply.SUCCESS;
        }
        return act(op, resource, flags, handle, Duration.ZERO, data).reply();
    }

    private static final class Answer {
        private int code;
        private String error = "";
        private String info;
        private final List<InfoTuple> tuples = new ArrayList<>();
        private final Map<String, String> properties = new LinkedHashMap<>();

        void error(String text) {
            error = text;
        }

        ModuleReply reply() {
            return new ModuleReply(new RcmResult(code), error, tuples, List.of());
        }
    }

    private Answer act(
            String op,
            String resource,
            RcmFlags flags,
            RcmHandle handle,
            Duration interval,
            Map<String, String> data) {
        TraceEvents.Event event =
                op.equals("suspend")
                        ? replay.events().begin(suspend(name, resource, flags, interval))
                        : replay.events().begin(op, name, resource, flags);
        Answer answer = new Answer();
        JsonNode rule = rule(op, resource, flags);
        Engine caller = host.engine();
        if (rule != null) {
            answer.code = rule.path("rc").asInt(0);
            answer.error = rule.path("error").asText("");
            answer.info = rule.has("info") ? rule.get("info").asText() : null;
            for (JsonNode act : rule.path("acts")) {
                if (host.engine() != caller) {
                    throw new IllegalStateException("killed meanwhile");
                }
                if (act.get(0).asText().equals("hang")) {
                    event.end(-1, Observation.LATE);
                    hung = true;
                    host.hang(script.get("limit").asLong());
                    return answer;
                }
                carryOut(act, op, flags, handle, interval, data, rule, answer);
            }
        }
        event.end(answer.code, answer.error);
        return answer;
    }

    /** {@return a suspend that has begun} */
    static Callback suspend(String module, String resource, RcmFlags flags, Duration interval) {
        String time = "[" + interval.toSeconds() + ", " + interval.toNanosPart() + "]";
        return new Callback("suspend", module, resource, flags.bits(), time, null, "");
    }

    /** Short until it has hung once, so that nothing else is late on a busy machine. */
    long limitMillis() {
        return hung ? TraceHost.LIMIT_MILLIS : script.path("limit").asLong(TraceHost.LIMIT_MILLIS);
    }

    private JsonNode rule(String op, String resource, RcmFlags flags) {
        for (JsonNode rule : script.path("rules")) {
            String phase = rule.path("phase").asText("any");
            boolean query = flags.has(RcmFlags.QUERY);
            int times = rule.path("times").asInt(0);
            if (matches(rule.path("op").asText("*"), op)
                    && matches(rule.path("rsrc").asText("*"), resource)
                    && (phase.equals("any") || phase.equals("query") == query)
                    && (times == 0 || used.getOrDefault(rule, 0) < times)) {
                used.merge(rule, 1, Integer::sum);
                return rule;
            }
        }
        return null;
    }

    private static boolean matches(String pattern, String text) {
        return pattern.equals("*") || pattern.equals(text);
    }

    private void carryOut(
            JsonNode act,
            String op,
            RcmFlags flags,
            RcmHandle handle,
            Duration interval,
            Map<String, String> data,
            JsonNode rule,
            Answer answer) {
        switch (act.get(0).asText()) {
            case "cascade" -> {
                if (!op.equals("getinfo") || flags.has(RcmFlags.INCLUDE_DEPENDENT)) {
                    RcmReply reply =
                            TraceCalls.call(
                                    handle, op, TraceReplay.texts(act, 1), flags, interval, data);
                    answer.tuples.addAll(reply.tuples());
                    fail(answer, rule, reply);
                }
            }
            case "call", "callnull" -> {
                String called = act.get(1).asText();
                RcmReply reply =
                        TraceCalls.call(
                                handle,
                                called,
                                TraceReplay.texts(act, 3),
                                new RcmFlags(act.get(2).asInt()),
                                Duration.ofSeconds(1),
                                data);
                if (act.get(0).asText().equals("call")) {
                    answer.tuples.addAll(reply.tuples());
                }
                if (called.equals("offline")) {
                    fail(answer, rule, reply);
                }
            }
            case "intrude" ->
                    replay.request(
                            act.get(1).asText(),
                            act.get(2).asLong(),
                            act.get(3).asInt(),
                            TraceReplay.texts(act, 4));
            case "die" -> host.presence().die(act.get(1).asLong());
            case "crash" -> host.kill();
            case "prop" -> answer.properties.put(act.get(1).asText(), act.get(2).asText());
            default -> throw new AssertionError("unknown act " + act);
        }
    }

    private static void fail(Answer answer, JsonNode rule, RcmReply reply) {
        if (!reply.isSuccess()) {
            boolean negative = reply.errno() == Errno.NONE && reply.result().code() < 0;
            answer.code = negative ? reply.result().code() : -1;
            answer.error = rule.path("error").asText("dependents failed");
        }
    }
}
