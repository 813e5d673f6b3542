// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.registry.Registrant;
import io.lastpath.management.SharedReasons;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Why nobody knows all that a module would speak up for. Stateless. */
public final class Doubts {

    private Doubts() {}

    /** {@return what is to be said against relying on a module's registrations now} */
    public static List<Assessment> about(ModuleSlot module) {
        List<Assessment> doubts = new ArrayList<>();
        if (!module.isWelcomed()) {
            doubts.add(unregistered("module " + module.name() + " has not registered yet"));
        }
        if (!module.unregistered().isEmpty()) {
            doubts.add(unregistered(module.unregistered()));
        }
        barred(module).forEach((why, resources) -> doubts.add(barred(module, resources, why)));
        return doubts;
    }

    /**
     * {@return the doubts, all unknown; what several modules have in the same words is said once}
     */
    public static List<Assessment> together(List<Assessment> doubts) {
        return SharedReasons.together(doubts.stream().map(Assessment::reason).toList()).stream()
                .map(reason -> new Assessment(Verdict.UNKNOWN, reason))
                .toList();
    }

    /** {@return what is to be said while a module that is required is not there} */
    public static Assessment missing(String name) {
        return new Assessment(
                Verdict.UNKNOWN,
                "module "
                        + name
                        + " is not in service: nobody knows for whom it would speak up; if this"
                        + " lasts, look into deploy/ and the log");
    }

    /** {@return what is to be said of processes whose module is not there to ask them} */
    static List<Assessment> away(List<Registrant> processes) {
        return processes.stream().map(Doubts::away).toList();
    }

    private static Assessment away(Registrant process) {
        return new Assessment(
                Verdict.UNKNOWN,
                "process "
                        + process.pid()
                        + " is registered for "
                        + process.resource()
                        + " through module "
                        + process.module().name()
                        + ", which has left and is not back for it: nobody knows what it would"
                        + " say; it is asked again once the module is in service and no DR request"
                        + " keeps it from registering");
    }

    /** {@return what a registration that failed leaves behind} */
    static Assessment unregistered(String failure) {
        return new Assessment(Verdict.UNKNOWN, failure + ": nobody knows what it would register");
    }

    /** {@return what a module is kept from, by what keeps it from that} */
    private static Map<String, List<String>> barred(ModuleSlot module) {
        Map<String, List<String>> barred = new TreeMap<>();
        new TreeMap<>(module.barred())
                .forEach(
                        (resource, request) ->
                                barred.computeIfAbsent(obstacle(request), any -> new ArrayList<>())
                                        .add(resource));
        return barred;
    }

    private static Assessment barred(ModuleSlot module, List<String> resources, String why) {
        return new Assessment(
                Verdict.UNKNOWN,
                "module "
                        + module.name()
                        + " could not register for "
                        + String.join(" ", resources)
                        + why);
    }

    /** What holds it, since when, and what to do about that. */
    private static String obstacle(InfoTuple request) {
        Map<String, String> facts = request.properties();
        String reason = facts.getOrDefault("reason", "");
        String of = facts.getOrDefault("request", request.resource());
        return ", a DR request is in the way: "
                + request.resource()
                + " is "
                + request.state()
                + (of.equals(request.resource()) ? "" : " with " + of)
                + " for "
                + facts.getOrDefault("requestedBy", facts.get("holder"))
                + " since "
                + facts.get("since")
                + (reason.isEmpty() ? "" : " (" + reason + ")")
                + ", so nobody knows what it would say; 'lastpath online "
                + of
                + "' ends that, or 'lastpath remove "
                + of
                + "' if it has gone";
    }
}
