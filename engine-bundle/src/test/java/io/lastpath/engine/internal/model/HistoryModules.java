// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random modules of a history. */
final class HistoryModules {

    static final List<String> RESOURCES =
            List.of(
                    "/devices/pci@0",
                    "/devices/pci@0/disk@0",
                    "/devices/pci@0/disk@0:a",
                    "/devices/pci@1/disk@2",
                    "/data",
                    "/data/db",
                    "/mnt",
                    "/mnt/dir",
                    "/w",
                    "SUNW_cpu");
    static final List<String> EVENTS = List.of("ev", "ev/new", "mem");
    static final List<String> NAMES = List.of("fs", "fsr", "app", "db", "late");

    /** What modules pass on to. */
    private static final Map<String, List<String>> DEPENDENTS =
            Map.of(
                    "fs", List.of("/data", "/mnt", "/w"),
                    "fsr", List.of("/data/db", "/w"),
                    "app", List.of("/w", "SUNW_cpu"));

    private static final int ONE_OF_SO_MANY_RULES_KILLS = 12;
    private static final int ONE_OF_SO_MANY_EVENTS_KILLS = 4;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Random random;
    private final HistoryScope scope;

    HistoryModules(Random random, HistoryScope scope) {
        this.random = random;
        this.scope = scope;
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    ArrayNode modules() {
        ArrayNode modules = JSON.arrayNode();
        for (String name : NAMES) {
            modules.add(module(name));
        }
        return modules;
    }

    private ObjectNode module(String name) {
        ObjectNode module = JSON.objectNode().put("name", name).put("info", name + " module");
        if (name.equals("late")) {
            module.put("variant", "late");
        } else if (oneIn(8)) {
            module.put("variant", any(List.of("v1", "nullops")));
        }
        ArrayNode register = module.putArray("register");
        for (int i = random.nextInt(3); i >= 0; i--) {
            wish(register.addObject(), name);
        }
        ArrayNode rules = module.putArray("rules");
        for (int i = random.nextInt(4); i > 0; i--) {
            rule(rules.addObject(), name);
        }
        if (DEPENDENTS.containsKey(name) && !oneIn(4)) {
            ObjectNode rule = rules.addObject();
            rule.put("op", any(List.of("*", "*", "*", "offline", "suspend")));
            cascade(rule.putArray("acts"), DEPENDENTS.get(name));
        }
        if (isLimited(name)) {
            module.put("limit", HistoryScope.LIMIT_MILLIS);
            ObjectNode rule = rules.insertObject(0).put("op", any(List.of("offline", "online")));
            rule.put("times", 1).putArray("acts").addArray().add("hang");
        }
        return module;
    }

    private boolean isLimited(String name) {
        return scope.hangs() && name.equals("db");
    }

    private void wish(ObjectNode wish, String name) {
        if (name.equals("fsr")) {
            wish.put("rsrc", any(List.of("/mnt", "/data"))).put("kind", "dr").put("flags", 16);
        } else if (name.equals("late") || oneIn(4)) {
            // What is redone after a restart waits for the modules that were called; this one
            // comes back only when a process names it.
            wish.put("rsrc", any(EVENTS)).put("kind", any(List.of("event", "capacity")));
        } else {
            wish.put("rsrc", any(RESOURCES)).put("kind", "dr");
        }
    }

    private void rule(ObjectNode rule, String name) {
        if (scope.restarts() && oneIn(ONE_OF_SO_MANY_RULES_KILLS)) {
            kill(rule, name);
            return;
        }
        switch (random.nextInt(5)) {
            case 0, 1 -> {
                rule.put("op", any(List.of("offline", "suspend", "capreq")));
                rule.put("phase", any(List.of("query", "real", "any")));
                rule.put("times", 1 + random.nextInt(4));
                rule.put("rc", any(List.of(-1, -1, -2, -3, 7))).put("error", name + " says no");
            }
            case 2 -> {
                rule.put("op", any(List.of("online", "remove", "resume", "getinfo", "event")));
                rule.put("times", 2).put("rc", any(List.of(-1, 0, 3))).put("error", "odd");
            }
            case 3 -> event(rule);
            default -> {
                rule.put("op", any(List.of("offline", "suspend", "online")));
                rule.put("times", 2);
                ArrayNode acts = rule.putArray("acts");
                if (DEPENDENTS.containsKey(name) && oneIn(2)) {
                    cascade(acts, DEPENDENTS.get(name));
                }
                if (!isLimited(name)) { // who waits for somebody else who hangs is late as well
                    intrude(acts.addArray().add("intrude"));
                }
            }
        }
    }

    /** What is heard of has the module take something, and sometimes end it; or a kill follows. */
    private void event(ObjectNode rule) {
        rule.put("op", "event").put("times", 3);
        ArrayNode acts = rule.putArray("acts");
        if (oneIn(2)) {
            act(acts.addArray().add("call"));
        } else {
            String name = any(RESOURCES);
            acts.addArray().add("call").add("offline").add(0).add(name);
            acts.addArray().add("call").add(any(List.of("online", "remove"))).add(0).add(name);
        }
        if (scope.restarts() && oneIn(ONE_OF_SO_MANY_EVENTS_KILLS)) {
            rule.put("times", 1);
            acts.addArray().add("crash");
        }
    }

    /** The coordinator is killed in a callback, sometimes after some of its dependents are told. */
    private void kill(ObjectNode rule, String name) {
        rule.put("op", any(List.of("offline", "offline", "suspend", "online", "remove", "resume")));
        rule.put("phase", any(List.of("query", "real", "any")));
        rule.put("times", 1);
        ArrayNode acts = rule.putArray("acts");
        if (DEPENDENTS.containsKey(name) && oneIn(2)) {
            cascade(acts, DEPENDENTS.get(name));
        }
        acts.addArray().add("crash");
    }

    /** Mostly downwards; what leads back is rare, since each way round is gone. */
    private void cascade(ArrayNode acts, List<String> dependents) {
        ArrayNode act = acts.addArray().add("cascade");
        for (int i = random.nextInt(2); i >= 0; i--) {
            act.add(oneIn(10) ? any(RESOURCES) : any(dependents));
        }
        if (oneIn(5)) {
            acts.addArray().add("cascade").add(any(dependents));
        }
    }

    private void act(ArrayNode act) {
        String op =
                any(
                        List.of(
                                "offline", "offline", "online", "remove", "getinfo", "suspend",
                                "resume"));
        boolean asks = List.of("offline", "suspend").contains(op);
        act.add(op).add(asks && oneIn(4) ? Flags.QUERY : 0).add(any(RESOURCES));
    }

    /** Somebody else asks at this moment. */
    private void intrude(ArrayNode act) {
        String op = any(List.of("offline", "online", "state", "remove", "suspend"));
        act.add(op).add(101 + random.nextInt(4)).add(0);
        if (op.equals("suspend")) {
            act.add("5").add("0");
        }
        act.add(any(RESOURCES));
    }
}
