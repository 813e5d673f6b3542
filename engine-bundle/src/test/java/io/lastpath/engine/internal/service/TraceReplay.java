// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Makes the requests of a trace, on a coordinator of its own. */
final class TraceReplay implements AutoCloseable {

    private static final long LONGEST_STEP_SECONDS = 60;

    private final JsonNode trace;
    private final TraceHost host;
    private final TraceEvents events = new TraceEvents(this::isKilled);
    private final ExecutorService caller = Executors.newCachedThreadPool();

    /**
     * A replay.
     *
     * @param trace the record
     * @param journal where its coordinator keeps its journal, given its clock
     */
    TraceReplay(JsonNode trace, Function<Clock, JournalStore> journal) {
        this.trace = trace;
        host = new TraceHost(trace, this, journal);
        host.start();
    }

    private boolean isKilled() {
        return host.isKilled();
    }

    TraceHost host() {
        return host;
    }

    TraceEvents events() {
        return events;
    }

    @Override
    public void close() {
        host.close();
        caller.shutdownNow();
    }

    /** {@return what a request comes to; null if the coordinator is killed in it} */
    Result ask(JsonNode step) {
        String op = step.get("op").asText();
        long pid = step.path("pid").asLong();
        int flags = step.path("flags").asInt(0);
        List<String> args = texts(step.path("args"), 0);
        CompletableFuture<Result> answer =
                CompletableFuture.supplyAsync(() -> request(op, pid, flags, args), caller);
        try {
            CompletableFuture.anyOf(answer, host.killed())
                    .get(LONGEST_STEP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException e) {
            throw new AssertionError(trace.get("name").asText() + ", " + step, e);
        }
        return host.isKilled() ? null : answer.join();
    }

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
                result.state = host.engine().open(intent).getResourceState(args.get(0)).number();
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
                return TraceCalls.call(
                        host.engine().open(intent), op, names, flags, interval, Map.of());
            }
            case "capreq", "capnotify", "event" -> {
                Map<String, String> data = Map.of("data", args.get(0));
                List<String> names = args.subList(1, 2);
                return TraceCalls.call(
                        host.engine().open(intent), op, names, flags, Duration.ZERO, data);
            }
            default -> {
                return TraceCalls.call(
                        host.engine().open(intent), op, args, flags, Duration.ZERO, Map.of());
            }
        }
    }

    /** The reference loads a module for the first registration that succeeds. */
    private RcmReply registration(String op, Intent intent, RcmFlags flags, List<String> args) {
        String name = args.get(1);
        RcmHandle handle = host.engine().open(intent, name);
        if (op.equals("unregister")) {
            return handle.unregisterInterest(TraceModule.kind(args.get(0)), args.get(2), flags);
        }
        TraceModule module = host.module(name);
        Engine.Arrival loaded = null;
        if (module != null
                && module.isLate()
                && host.engine().modules().stream().noneMatch(one -> one.name().equals(name))) {
            loaded = host.arrive(name, module);
        }
        RcmReply reply = handle.registerInterest(TraceModule.kind(args.get(0)), args.get(2), flags);
        if (loaded != null && !reply.isSuccess()) {
            host.engine().leave(loaded);
            module.unload();
        }
        return reply;
    }

    static List<String> texts(JsonNode list, int from) {
        List<String> texts = new ArrayList<>();
        for (int i = from; i < list.size(); i++) {
            texts.add(list.get(i).asText());
        }
        return texts;
    }
}
