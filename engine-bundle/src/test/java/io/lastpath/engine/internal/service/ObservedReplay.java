// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.engine.internal.model.Observation;
import io.lastpath.engine.internal.model.Observation.Lock;
import io.lastpath.engine.internal.model.Observation.Registrant;
import io.lastpath.engine.internal.model.Observation.Tuple;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.InfoTuple;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Replays a history on a coordinator of its own and writes down what is to be seen. */
final class ObservedReplay {

    private static final TraceReplay.Result NOTHING = new TraceReplay.Result();

    static {
        NOTHING.code = "";
    }

    private final TraceReplay replay;

    private ObservedReplay(TraceReplay replay) {
        this.replay = replay;
    }

    /** {@return what is to be seen of each step; of the start as the first} */
    static List<Observation> run(JsonNode history, Function<Clock, JournalStore> journal) {
        try (TraceReplay replay = new TraceReplay(history, journal)) {
            ObservedReplay observed = new ObservedReplay(replay);
            List<Observation> seen = new ArrayList<>();
            seen.add(observed.seen(NOTHING));
            for (JsonNode step : history.get("steps")) {
                seen.add(observed.step(step));
            }
            return seen;
        }
    }

    private Observation step(JsonNode step) {
        TraceHost host = replay.host();
        host.clock().advance(Duration.ofSeconds(step.path("dt").asLong(10)));
        String op = step.get("op").asText();
        List<String> args = TraceReplay.texts(step.path("args"), 0);
        if (host.arrange(op, args)) {
            return seen(NOTHING);
        }
        switch (op) {
            case "reap" -> {
                host.engine().reap();
                return seen(NOTHING);
            }
            case "restart" -> {
                args.forEach(pid -> host.presence().die(Long.parseLong(pid)));
                return restarted();
            }
            default -> {
                TraceReplay.Result result = replay.ask(step);
                return result == null ? restarted() : seen(result);
            }
        }
    }

    private Observation restarted() {
        Observation before = seen(NOTHING);
        replay.host().restart();
        return before.withStart(seen(NOTHING));
    }

    private Observation seen(TraceReplay.Result result) {
        Engine engine = replay.host().engine();
        return new Observation(
                result.code,
                result.state,
                result.tuples.stream().map(ObservedReplay::tuple).toList(),
                replay.events().take(),
                engine.drRequests().stream().map(ObservedReplay::lock).toList(),
                engine.registrations().registrants().stream()
                        .map(
                                one ->
                                        new Registrant(
                                                "",
                                                one.resource(),
                                                one.module().name(),
                                                one.pid(),
                                                engine.registrations().states().state(one).number(),
                                                0))
                        .toList(),
                -1,
                null);
    }

    /** Who holds a DR request is more than the reference says. */
    private static Tuple tuple(InfoTuple one) {
        return new Tuple(
                one.resource(),
                one.module(),
                one.pid(),
                one.state().number(),
                one.sequence().number(),
                one.sequence().depth(),
                one.info(),
                one.error(),
                one.module().isEmpty() ? Map.of() : one.properties());
    }

    private static Lock lock(DrRequest one) {
        int depth = one.sequence().depth();
        long pid = depth > 0 ? 0 : one.intent().initiator().pid();
        long number = one.sequence().number();
        long owner = one.intent().initiator().pid();
        boolean attention = !one.attention().isEmpty();
        return new Lock(
                0, one.resource(), one.state().number(), pid, 0, number, depth, owner, attention);
    }
}
