// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastpath.engine.internal.model.Observation.Lock;
import io.lastpath.engine.internal.model.Observation.Registrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random history of four clients, as a record like those of the reference. */
public final class History {

    private static final int CLIENTS = 4;
    private static final int FIRST_PID = 101;
    private static final int LAST_PID = 160;

    private final Random random;
    private final HistoryScope scope;
    private final HistoryModules modules;
    private final List<Long> pids = new ArrayList<>();
    private final ObjectNode trace = JsonNodeFactory.instance.objectNode();
    private final ArrayNode steps;
    private final Model model;
    private long nextPid = FIRST_PID + CLIENTS;

    /** What the history has come to, so that what comes next fits. */
    private Observation now;

    /** A kill in a recovery, or while a module is away, ends it: the model knows no more then. */
    private boolean over;

    private History(long seed, HistoryScope scope) {
        this.random = new Random(seed);
        this.scope = scope;
        this.modules = new HistoryModules(random, scope);
        trace.put("name", "history " + seed);
        ArrayNode procs = trace.putArray("procs");
        for (long pid = FIRST_PID; pid <= LAST_PID; pid++) {
            procs.add(pid);
        }
        for (long pid = FIRST_PID; pid < FIRST_PID + CLIENTS; pid++) {
            pids.add(pid);
        }
        trace.putObject("links").put("/dev/dsk/c0", "/devices/pci@0/disk@0");
        trace.set("modules", modules.modules());
        steps = trace.putArray("steps");
        model = new Model(trace);
        now = model.start();
    }

    /** {@return the history that a seed stands for} */
    public static ObjectNode of(long seed, HistoryScope scope) {
        History history = new History(seed, scope);
        while (!history.over && history.steps.size() < scope.steps()) {
            history.step();
        }
        return history.trace;
    }

    private void step() {
        int kind = random.nextInt(100);
        if (kind < 32) {
            take();
        } else if (kind < 56) {
            end();
        } else if (kind < 64) {
            inform();
        } else if (kind < 70) {
            add(request("state"), List.of(resource()));
        } else if (kind < 80) {
            register();
        } else if (kind < 88) {
            announce();
        } else if (kind < 93) {
            comeAndGo();
        } else {
            mishap();
        }
    }

    private void add(ObjectNode step, List<String> args) {
        ArrayNode list = step.putArray("args");
        args.forEach(list::add);
        if (over) {
            return;
        }
        steps.add(step);
        try {
            now = model.step(step);
        } catch (ScriptedModule.Killed killed) {
            steps.remove(steps.size() - 1);
            over = true;
        }
    }

    private static ObjectNode step(String op) {
        return JsonNodeFactory.instance.objectNode().put("op", op);
    }

    private ObjectNode request(String op) {
        ObjectNode step = step(op).put("pid", modules.any(pids));
        return modules.oneIn(4) ? step.put("dt", 1) : step;
    }

    private String resource() {
        return modules.oneIn(12)
                ? modules.any(List.of("/dev/dsk/c0", "/data//db", "/devices/pci@0/disk@0/a"))
                : modules.any(HistoryModules.RESOURCES);
    }

    private List<String> resources() {
        List<String> names = new ArrayList<>();
        for (int i = modules.oneIn(3) ? random.nextInt(3) : 0; i >= 0; i--) {
            names.add(resource());
        }
        return names;
    }

    private void take() {
        boolean suspend = modules.oneIn(4);
        int flags = modules.any(List.of(0, 0, 0, 0, 0, 0, 4, 8, 2048, 2052, 16, 65536));
        List<String> args = new ArrayList<>(suspend ? List.of("30", "0") : List.of());
        List<String> names = resources();
        args.addAll(names);
        int marked = names.stream().allMatch(this::isInhabited) ? flags : flags & ~Flags.FILESYS;
        add(request(suspend ? "suspend" : "offline").put("flags", marked), args);
    }

    /** Whether a node is there that nobody may have taken away meanwhile. */
    private boolean isInhabited(String name) {
        String path = "/" + String.join("/", Place.of(name).parts());
        return now.registrants().stream().anyMatch(one -> one.node().startsWith(path));
    }

    /** Mostly what somebody holds. */
    private void end() {
        List<Lock> held = now.locks().stream().filter(one -> one.pid() != 0).toList();
        String op = modules.any(List.of("online", "online", "online", "remove"));
        if (held.isEmpty() || modules.oneIn(6)) {
            add(request(modules.oneIn(4) ? "resume" : op), resources());
            return;
        }
        Lock one = modules.any(held);
        String right = States.OF_SUSPEND.contains(one.state()) ? "resume" : op;
        ObjectNode step = step(modules.oneIn(12) ? op : right).put("pid", one.pid());
        List<String> names =
                held.stream()
                        .filter(other -> other.number() == one.number() && !modules.oneIn(5))
                        .map(Lock::resource)
                        .toList();
        step.put("flags", one.flags() & Flags.FILESYS);
        add(step, names.isEmpty() ? List.of(one.resource()) : names);
    }

    private void inform() {
        int flags = modules.any(List.of(0, 1, 2, 3, 64, 64, 128, 17));
        List<String> names = flags >= Flags.LIST_OPERATIONS ? List.of() : resources();
        int marked = names.stream().allMatch(this::isInhabited) ? flags : flags & ~Flags.FILESYS;
        add(request("getinfo").put("flags", marked), names);
    }

    private void register() {
        List<Registrant> ours = now.registrants().stream().filter(one -> one.pid() != 0).toList();
        if (!ours.isEmpty() && modules.oneIn(3)) {
            Registrant one = modules.any(ours);
            ObjectNode step = step("unregister").put("pid", one.pid());
            add(step, List.of(kind(one.flags()), one.module(), one.name()));
            return;
        }
        String kind = modules.any(List.of("dr", "dr", "event", "capacity"));
        ObjectNode step = request("register").put("flags", modules.oneIn(8) ? Flags.FILESYS : 0);
        String name = kind.equals("dr") ? resource() : modules.any(HistoryModules.EVENTS);
        add(step, List.of(kind, modules.any(HistoryModules.NAMES), name));
    }

    private static String kind(int marks) {
        return Flags.has(marks, Flags.DR)
                ? "dr"
                : Flags.has(marks, Flags.EVENT) ? "event" : "capacity";
    }

    private void announce() {
        String op = modules.any(List.of("capreq", "capnotify", "event", "event"));
        add(request(op), List.of("d=1", modules.any(HistoryModules.EVENTS)));
    }

    /** A module leaves and comes back some steps later, or wants something else. */
    private void comeAndGo() {
        String module = modules.any(List.of("fs", "app", "db"));
        if (modules.oneIn(2)) {
            String sign = modules.any(List.of("+", "-"));
            add(step("reg"), List.of(module, sign, resource(), "dr"));
            return;
        }
        add(step("leave"), List.of(module));
        for (int i = random.nextInt(6); i > 0; i--) {
            take();
            end();
        }
        add(step("arrive"), List.of(module));
    }

    private void mishap() {
        boolean restart = scope.restarts() && modules.oneIn(3);
        if (scope.deaths() && modules.oneIn(2)) {
            long dead = pids.remove(random.nextInt(pids.size()));
            pids.add(nextPid++);
            add(step(restart ? "restart" : "die"), List.of(Long.toString(dead)));
            if (!restart) {
                add(step("reap"), List.of());
            }
        } else if (restart) {
            add(step("restart"), List.of());
        }
    }
}
