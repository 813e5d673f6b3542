// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the coordinator does in a history, written from its specification and not from its code. */
public final class Model {

    private final World world;
    private Coordinator coordinator;

    /** A model of what goes on in a history, before its start. */
    Model(JsonNode trace) {
        world = new World(trace);
    }

    /** {@return what is to be seen of each step; of the start as the first} */
    public static List<Observation> run(JsonNode trace) {
        Model model = new Model(trace);
        List<Observation> seen = new ArrayList<>();
        seen.add(model.start());
        for (JsonNode step : trace.get("steps")) {
            seen.add(model.step(step));
        }
        return seen;
    }

    Observation start() {
        world.callbacks.clear();
        world.table.lose();
        coordinator = new Coordinator(world);
        coordinator.start();
        return seen(new Reply("", 0, List.of()));
    }

    Observation step(JsonNode step) {
        world.seconds += step.path("dt").asLong(10);
        world.callbacks.clear();
        List<String> args = Script.texts(step.path("args"), 0);
        Reply reply = new Reply("", 0, List.of());
        switch (step.get("op").asText()) {
            case "reg" -> world.scripts.get(args.get(0)).wish(args);
            case "setpath" -> world.paths.set(args);
            case "wait", "dump" -> {}
            case "die" -> args.forEach(pid -> world.processes.remove(Long.parseLong(pid)));
            case "reap" -> new Recovery(coordinator).reap();
            case "leave" -> {
                world.scripts.get(args.get(0)).setPresent(false);
                coordinator.leave(args.get(0));
            }
            case "arrive" -> {
                if (!world.scripts.get(args.get(0)).isPresent()) {
                    world.scripts.get(args.get(0)).setPresent(true);
                    coordinator.arrive(args.get(0));
                }
            }
            case "restart" -> {
                args.forEach(pid -> world.processes.remove(Long.parseLong(pid)));
                return seen(reply).withStart(start());
            }
            default -> {
                return request(step, args);
            }
        }
        return seen(reply);
    }

    private Observation request(JsonNode step, List<String> args) {
        try {
            return seen(
                    coordinator.request(
                            step.get("op").asText(),
                            step.path("pid").asLong(),
                            step.path("flags").asInt(0),
                            args));
        } catch (ScriptedModule.Killed killed) {
            if (!world.scripts.values().stream().allMatch(Script::isPresent)) {
                throw killed; // how its modules are waited for is no part of this
            }
            Observation before = seen(new Reply("", 0, List.of()));
            return before.withStart(start());
        }
    }

    private Observation seen(Reply reply) {
        List<Observation.Lock> locks = new ArrayList<>();
        for (Entry one : world.table.entries()) {
            locks.add(
                    new Observation.Lock(
                            world.table.slot(one),
                            one.place.name(),
                            one.state,
                            one.shownPid(),
                            one.flags,
                            one.number,
                            one.depth,
                            one.owner(),
                            one.attention));
        }
        long watched =
                world.table.entries().stream()
                        .filter(one -> !one.cascaded)
                        .map(one -> one.initiator)
                        .distinct()
                        .count();
        return new Observation(
                reply.code(),
                reply.state(),
                reply.tuples(),
                List.copyOf(world.callbacks),
                List.copyOf(locks),
                coordinator.registrations().registrants(),
                (int) watched,
                null);
    }
}
