// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.mpxio.internal.vectors.Host;
import io.lastpath.mpxio.internal.vectors.Scenario;
import io.lastpath.rcm.ModuleStatus;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Plays the steps of a scenario in a house: every operation is asked of the coordinator, in the
 * name of one process. Whatever a step leaves open is ended before the next one, and a house that
 * was told that a PHCI is gone is built anew, so that each step begins where the vector has it.
 */
final class ScenarioDrive implements AutoCloseable {

    private final JsonNode scenario;
    private final String analysis;
    private final Host host;
    private final NamesOfVector names;
    private final List<DrivenStep> steps = new ArrayList<>();
    private Map<String, Integer> results = Map.of();
    private DrivenHouse house;
    private JsonNode shown;
    private JsonNode registered;

    ScenarioDrive(Scenario scenario, String analysis, Host host) throws IOException {
        this.scenario = scenario.json();
        this.analysis = analysis;
        this.host = host;
        this.names = NamesOfVector.of(scenario.json());
        show(scenario.json());
        house = new DrivenHouse(host.source(), analysis, names.disks());
    }

    /** {@return what came of each operation, in order} */
    List<DrivenStep> play() throws IOException {
        int index = 0;
        for (JsonNode step : scenario.path("steps")) {
            switch (step.get("op").asText()) {
                case "rcm" -> answer(step);
                case "devices" -> show(step);
                default -> steps.add(operation(index, step));
            }
            index++;
        }
        return steps;
    }

    private void show(JsonNode step) throws IOException {
        shown = step;
        if (step.has("error")) {
            host.fail(step.get("error"));
        } else {
            host.show(step.path("devices"));
        }
    }

    private void answer(JsonNode step) {
        Map<String, Integer> lists = new HashMap<>();
        step.path("results")
                .properties()
                .forEach(list -> lists.put(list.getKey(), list.getValue().asInt()));
        results = lists;
        house.user().answer(lists);
    }

    private DrivenStep operation(int index, JsonNode step) throws IOException {
        List<String> resource = List.of(step.path("rsrc").asText());
        RcmFlags flags = TakenFlags.of(step);
        RcmHandle handle = house.handle();
        DrivenStep.Writer came = new DrivenStep.Writer(index, resource.get(0), flags, house);
        switch (step.get("op").asText()) {
            case "register" -> {
                house.forgetRequests();
                house.register();
                came.registered(handle.getInfo(names.phcis(), RcmFlags.NONE));
                registered = shown.has("error") ? registered : shown;
            }
            case "unregister" -> {
                house.unregister();
                registered = null;
                came.unregistered(handle.getInfo(names.phcis(), RcmFlags.NONE));
            }
            case "modinfo" -> came.info(house.status().map(ModuleStatus::info).orElse(""));
            case "getinfo" -> came.replied(handle.getInfo(resource, flags));
            case "offline" -> {
                came.replied(handle.requestOffline(resource, flags));
                came.afterwards(quietly(() -> handle.notifyOnline(resource, RcmFlags.NONE)));
            }
            case "online" -> {
                quietly(() -> house.forcing().requestOffline(resource, RcmFlags.FORCE));
                came.replied(handle.notifyOnline(resource, flags));
            }
            case "remove" -> {
                quietly(() -> house.forcing().requestOffline(resource, RcmFlags.FORCE));
                came.replied(handle.notifyRemove(resource, flags));
            }
            case "suspend" -> {
                came.replied(handle.requestSuspend(resource, flags, Duration.ZERO));
                came.afterwards(quietly(() -> handle.notifyResume(resource, RcmFlags.NONE)));
            }
            case "resume" -> {
                quietly(() -> handle.requestSuspend(resource, RcmFlags.NONE, Duration.ZERO));
                came.replied(handle.notifyResume(resource, flags));
            }
            default -> throw new IllegalArgumentException("unknown op " + step);
        }
        DrivenStep done = came.step();
        if (!house.isSettled() || step.get("op").asText().equals("remove")) {
            rebuild();
        }
        return done;
    }

    /** Asks for what is no step of the vector: everybody agrees, and nobody writes it down. */
    private RcmReply quietly(Supplier<RcmReply> call) {
        house.user().answer(Map.of());
        RcmReply reply = call.get();
        house.user().takeCalls();
        house.user().answer(results);
        return reply;
    }

    /**
     * What was removed is gone for the coordinator: begins anew with the tree that was registered.
     */
    private void rebuild() throws IOException {
        house.close();
        JsonNode now = shown;
        if (registered != null) {
            show(registered);
        }
        house = new DrivenHouse(host.source(), analysis, names.disks());
        house.user().answer(results);
        if (registered != null) {
            house.register();
            show(now);
        }
    }

    @Override
    public void close() {
        house.close();
    }
}
