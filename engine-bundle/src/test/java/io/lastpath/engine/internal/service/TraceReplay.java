// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.engine.internal.journal.JournalFile;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.engine.internal.model.Observation.Callback;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RequestSequence;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Replays one trace on a coordinator of its own and compares everything observable. */
final class TraceReplay implements AutoCloseable {

    private static final long LONGEST_STEP_SECONDS = 30;

    private final JsonNode trace;
    private final TraceHost host;
    private final List<Event> events = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private final ExecutorService caller = Executors.newCachedThreadPool();

    /** Sequence numbers count only by being equal or not. */
    private final Map<Long, Long> ours = new HashMap<>();

    private final Map<Long, Long> theirs = new HashMap<>();
    private JsonNode locks;
    private JsonNode clients;
    private int steps;

    /** One callback, as observed. */
    static final class Event {
        private Callback seen;

        Event(Callback begun) {
            seen = begun;
        }

        void end(int code, String error) {
            seen = seen.returned(code, error);
        }

        Callback seen() {
            return seen;
        }

        @Override
        public String toString() {
            return seen.op()
                    + " "
                    + seen.module()
                    + " "
                    + seen.resource()
                    + " "
                    + seen.flags()
                    + " = "
                    + seen.code()
                    + " "
                    + seen.error();
        }
    }

    /**
     * A replay.
     *
     * @param trace the record
     * @param journal where its coordinator keeps its journal
     */
    TraceReplay(JsonNode trace, Path journal) {
        this(trace, clock -> new JournalFile(journal, clock));
    }

    /**
     * A replay.
     *
     * @param trace the record
     * @param journal where its coordinator keeps its journal, given its clock
     */
    TraceReplay(JsonNode trace, Function<Clock, JournalStore> journal) {
        this.trace = trace;
        host = new TraceHost(trace, this, journal);
    }

    private Engine engine() {
        return host.engine();
    }

    TraceHost host() {
        return host;
    }

    /** {@return the callbacks since this was asked for the last time} */
    List<Callback> takeCallbacks() {
        synchronized (events) {
            List<Callback> seen = events.stream().map(Event::seen).toList();
            events.clear();
            return seen;
        }
    }

    @Override
    public void close() {
        host.close();
        caller.shutdownNow();
    }

    int steps() {
        return steps;
    }

    /** {@return what differs; empty if nothing does} */
    List<String> run() {
        return run(false);
    }

    /** Goes on after a difference. */
    List<String> runToTheEnd() {
        return run(true);
    }

    private List<String> run(boolean toTheEnd) {
        compareStart("start", trace.path("start"));
        for (JsonNode step : trace.get("steps")) {
            host.clock().advance(Duration.ofSeconds(step.path("dt").asLong(10)));
            steps++;
            step(step);
            if (!differences.isEmpty() && !toTheEnd) {
                break;
            }
        }
        return differences;
    }

    private void step(JsonNode step) {
        String op = step.get("op").asText();
        List<String> args = texts(step.path("args"), 0);
        // Of some records it is known what the reference would do without its known defect.
        JsonNode repaired = trace.path("alt").path("expect").path(steps - 1);
        JsonNode expected = repaired.isMissingNode() ? step.path("expect") : repaired;
        String where = "step " + (steps - 1) + " " + op + args;
        events.clear();
        if (host.arrange(op, args)) {
            return;
        }
        switch (op) {
            case "restart" -> {
                args.forEach(pid -> host.presence().die(Long.parseLong(pid)));
                host.restart();
                compareStart(where, step.path("start"));
            }
            case "reap" -> {
                host.engine().reap();
                same(where + " events", expectedEvents(expected.path("events")), lines(events));
                compareStanding(where, expected);
            }
            default -> request(where, op, step, args, expected);
        }
    }

    private void request(
            String where, String op, JsonNode step, List<String> args, JsonNode expected) {
        serving = op;
        Result result = ask(step);
        if (result == null) {
            same(where + " outcome", expected.path("outcome").asText(), "daemon-killed");
            same(where + " events", expectedEvents(expected.path("events")), lines(events));
            events.clear();
            host.restart();
            compareStart(where + " start", step.path("start"));
            return;
        }
        same(where + " rc", expected.path("rc").asText(), result.code);
        if (expected.has("state")) {
            same(where + " state", expected.get("state").asText(), Integer.toString(result.state));
        }
        same(where + " info", expectedTuples(expected.path("info")), tuples(result.tuples));
        same(where + " events", expectedEvents(expected.path("events")), lines(events));
        compareStanding(where, expected);
    }

    /** {@return what a request comes to; null if the coordinator is killed in it} */
    Result ask(JsonNode step) {
        String op = step.get("op").asText();
        long pid = step.path("pid").asLong();
        int flags = step.path("flags").asInt(0);
        List<String> args = texts(step.path("args"), 0);
        return await(caller.submit(() -> request(op, pid, flags, args)));
    }

    /** Waits for an answer, or for the end of the coordinator: then there is none. */
    private Result await(Future<Result> asked) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_STEP_SECONDS);
        while (System.nanoTime() < deadline) {
            try {
                return asked.get(1, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (host.isKilled()) {
                    return null;
                }
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(trace.get("name").asText(), e);
            }
        }
        throw new AssertionError(trace.get("name").asText() + " hangs");
    }

    private void compareStart(String where, JsonNode expected) {
        serving = "start";
        same(where + " events", expectedEvents(expected.path("events")), lines(events));
        compareStanding(where, expected);
    }

    private void compareStanding(String where, JsonNode expected) {
        locks = expected.has("locks") ? expected.get("locks") : locks;
        clients = expected.has("clients") ? expected.get("clients") : clients;
        compareStanding(where);
    }

    private void compareStanding(String where) {
        TreeSet<String> expected = new TreeSet<>();
        locks.forEach(
                lock -> expected.add(lock.get(1).asText() + " " + lock.get(2) + " " + lock.get(3)));
        TreeSet<String> held = new TreeSet<>();
        for (DrRequest one : engine().drRequests()) {
            long pid = one.sequence().depth() > 0 ? 0 : one.intent().initiator().pid();
            held.add(one.resource() + " " + one.state().number() + " " + pid);
        }
        same(where + " locks", String.join("\n", expected), String.join("\n", held));
        List<String> registered = new ArrayList<>();
        clients.forEach(
                client ->
                        registered.add(
                                client.get(1).asText()
                                        + " "
                                        + client.get(2).asText()
                                        + " "
                                        + client.get(3)
                                        + " "
                                        + client.get(4)));
        List<String> registrants =
                engine().registrations().registrants().stream()
                        .map(
                                one ->
                                        one.resource()
                                                + " "
                                                + one.module().name()
                                                + " "
                                                + one.pid()
                                                + " "
                                                + engine().registrations().state(one).number())
                        .toList();
        same(where + " clients", String.join("\n", registered), String.join("\n", registrants));
    }

    private void same(String what, String expected, String actual) {
        if (!expected.equals(actual)) {
            differences.add(
                    trace.get("name").asText()
                            + ": "
                            + what
                            + "\n  expected "
                            + expected.replace("\n", "\n           ")
                            + "\n  actual   "
                            + actual.replace("\n", "\n           "));
        }
    }

    Event begin(String op, String module, String resource, RcmFlags flags) {
        return begin(new Callback(op, module, resource, flags.bits(), null, null, ""));
    }

    Event begin(Callback begun) {
        Event event = new Event(begun);
        if (!host.isKilled()) {
            synchronized (events) {
                events.add(event);
            }
        }
        return event;
    }

    private static String expectedEvents(JsonNode list) {
        List<String> lines = new ArrayList<>();
        for (JsonNode one : list) {
            if (one.has("cb")) {
                lines.add(
                        one.get("cb").asText()
                                + " "
                                + one.get("mod").asText()
                                + " "
                                + one.get("rsrc").asText()
                                + " "
                                + one.get("flags")
                                + " = "
                                + one.get("rc")
                                + " "
                                + one.path("error").asText(""));
            }
        }
        return String.join("\n", lines);
    }

    private static String lines(List<Event> list) {
        return String.join("\n", list.stream().map(Event::toString).toList());
    }

    private String expectedTuples(JsonNode list) {
        List<String> lines = new ArrayList<>();
        for (JsonNode one : list) {
            Map<String, String> properties = new java.util.TreeMap<>();
            one.path("props")
                    .properties()
                    .forEach(e -> properties.put(e.getKey(), e.getValue().asText()));
            long number = one.get("seq").get(0).asLong();
            lines.add(
                    one.get("rsrc").asText()
                            + " | "
                            + one.path("mod").asText("")
                            + " | "
                            + one.get("pid")
                            + " | "
                            + one.get("state")
                            + " | "
                            + (number <= 0
                                    ? "none"
                                    : theirs.computeIfAbsent(number, n -> (long) theirs.size())
                                            + "."
                                            + one.get("seq").get(1))
                            + " | "
                            + one.path("info").asText("")
                            + " | "
                            + one.path("error").asText("")
                            + " | "
                            + properties);
        }
        return String.join("\n", lines);
    }

    private String tuples(List<InfoTuple> list) {
        List<String> lines = new ArrayList<>();
        for (InfoTuple one : list) {
            Map<String, String> properties =
                    one.module().isEmpty()
                            ? Map.of() // who holds it is more than the reference says
                            : new java.util.TreeMap<>(one.properties());
            lines.add(
                    one.resource()
                            + " | "
                            + one.module()
                            + " | "
                            + one.pid()
                            + " | "
                            + one.state().number()
                            + " | "
                            + sequence(one.sequence())
                            + " | "
                            + one.info()
                            + " | "
                            + one.error()
                            + " | "
                            + properties);
        }
        return String.join("\n", lines);
    }

    /** Events have no sequence in the reference. */
    private String sequence(RequestSequence sequence) {
        if (sequence.number() == 0 || serving.equals("event")) {
            return "none";
        }
        return ours.computeIfAbsent(sequence.number(), n -> (long) ours.size())
                + "."
                + sequence.depth();
    }

    private String serving = "";

    /** What a request came to. */
    static final class Result {
        String code = "0";
        int state;
        List<InfoTuple> tuples = List.of();
    }

    Result request(String op, long pid, int flags, List<String> args) {
        Result result = new Result();
        Intent intent = Intent.of(Initiator.process(pid), "");
        if (op.equals("state")) {
            try {
                result.state = engine().open(intent).getResourceState(args.get(0)).number();
            } catch (RcmException e) {
                result.code = "EINVAL";
            }
            return result;
        }
        RcmReply reply = request(op, intent, new RcmFlags(flags), args);
        result.code =
                reply.errno() == Errno.NONE
                        ? Integer.toString(reply.result().code())
                        : reply.errno().name();
        result.tuples = reply.tuples();
        return result;
    }

    private RcmReply request(String op, Intent intent, RcmFlags flags, List<String> args) {
        switch (op) {
            case "register", "unregister" -> {
                return registration(op, intent, flags, args);
            }
            case "suspend" -> {
                Duration interval =
                        Duration.ofSeconds(
                                Long.parseLong(args.get(0)), Long.parseLong(args.get(1)));
                List<String> names = args.subList(2, args.size());
                return call(engine().open(intent), op, names, flags, interval, Map.of());
            }
            case "capreq", "capnotify", "event" -> {
                Map<String, String> data = Map.of("data", args.get(0));
                List<String> names = args.subList(1, 2);
                return call(engine().open(intent), op, names, flags, Duration.ZERO, data);
            }
            default -> {
                return call(engine().open(intent), op, args, flags, Duration.ZERO, Map.of());
            }
        }
    }

    /** The reference loads a module for the first registration that succeeds. */
    private RcmReply registration(String op, Intent intent, RcmFlags flags, List<String> args) {
        String name = args.get(1);
        RcmHandle handle = engine().open(intent, name);
        if (op.equals("unregister")) {
            return handle.unregisterInterest(TraceModule.kind(args.get(0)), args.get(2), flags);
        }
        TraceModule module = host.module(name);
        Engine.Arrival loaded = null;
        if (module != null
                && module.isLate()
                && engine().modules().stream().noneMatch(one -> one.name().equals(name))) {
            loaded = host.arrive(name, module);
        }
        RcmReply reply = handle.registerInterest(TraceModule.kind(args.get(0)), args.get(2), flags);
        if (loaded != null && !reply.isSuccess()) {
            engine().leave(loaded);
            module.unload();
        }
        return reply;
    }

    static RcmReply call(
            RcmHandle handle,
            String op,
            List<String> names,
            RcmFlags flags,
            Duration interval,
            Map<String, String> data) {
        return switch (op) {
            case "offline" -> handle.requestOffline(names, flags);
            case "online" -> handle.notifyOnline(names, flags);
            case "remove" -> handle.notifyRemove(names, flags);
            case "suspend" -> handle.requestSuspend(names, flags, interval);
            case "resume" -> handle.notifyResume(names, flags);
            case "getinfo" -> handle.getInfo(names, flags);
            case "capreq" -> handle.requestCapacityChange(names.get(0), flags, data);
            case "capnotify" -> handle.notifyCapacityChange(names.get(0), flags, data);
            case "event" -> handle.notifyEvent(names.get(0), flags, data);
            case "register" ->
                    handle.registerInterest(
                            io.lastpath.rcm.RegistrationKind.DR, names.get(0), flags);
            case "unregister" ->
                    handle.unregisterInterest(
                            io.lastpath.rcm.RegistrationKind.DR, names.get(0), flags);
            case "state" -> {
                try {
                    RcmState state = handle.getResourceState(names.get(0));
                    yield state == RcmState.UNKNOWN
                            ? RcmReply.failure(Errno.EFAULT)
                            : RcmReply.SUCCESS;
                } catch (RcmException e) {
                    yield RcmReply.failure(Errno.EINVAL);
                }
            }
            default -> throw new AssertionError("unknown operation " + op);
        };
    }

    static List<String> texts(JsonNode list, int from) {
        List<String> texts = new ArrayList<>();
        for (int i = from; i < list.size(); i++) {
            texts.add(list.get(i).asText());
        }
        return texts;
    }
}
