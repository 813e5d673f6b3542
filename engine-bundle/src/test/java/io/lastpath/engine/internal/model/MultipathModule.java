// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The multipath module (section 9, R12). */
final class MultipathModule implements ModelModule {

    private final Script script;
    private final List<Group> groups = new ArrayList<>();
    private final List<String> phcis = new ArrayList<>();

    /** R12: told that they are gone, and still in the path table. */
    private final Set<String> removed = new HashSet<>();

    /** Clients with the same PHCIs; the path states are those of the first. */
    private record Group(List<String> clients, Map<String, String> states) {}

    MultipathModule(Script script) {
        this.script = script;
    }

    @Override
    public String name() {
        return script.name();
    }

    @Override
    public String info() {
        return "RCM MPxIO module 1.6";
    }

    @Override
    public boolean hasAnnouncements() {
        return false;
    }

    @Override
    public void register(Coordinator coordinator, boolean isStart) {
        Set<String> present = readGroups(coordinator.world().paths);
        List<String> fresh = new ArrayList<>(present);
        fresh.removeAll(phcis);
        fresh.forEach(phci -> phcis.add(0, phci));
        for (String phci : List.copyOf(phcis)) {
            if (fresh.contains(phci)) {
                coordinator.registrations().register(phci, name(), 0, Flags.DR, !isStart);
            } else if (!present.contains(phci)) {
                coordinator.registrations().unregister(phci, name(), 0, Flags.DR);
                phcis.remove(phci);
                removed.remove(phci);
            }
        }
    }

    private Set<String> readGroups(Paths paths) {
        groups.clear();
        Set<String> present = new java.util.LinkedHashSet<>();
        paths.clients()
                .forEach(
                        (client, states) -> {
                            present.addAll(states.keySet());
                            groupOf(states).clients().add(client);
                        });
        return present;
    }

    private Group groupOf(Map<String, String> states) {
        for (Group group : groups) {
            if (group.states().keySet().equals(states.keySet())) {
                return group;
            }
        }
        groups.add(0, new Group(new ArrayList<>(), states));
        return groups.get(0);
    }

    @Override
    public Question.Answer answer(
            Question question, String resource, Call handle, Coordinator engine) {
        List<Group> all =
                groups.stream().filter(one -> one.states().containsKey(resource)).toList();
        return switch (question.op()) {
            case "suspend", "resume" -> new Question.Answer();
            case "getinfo" -> inform(question, resource, all, handle, engine);
            default -> {
                Question.Answer answer =
                        cascade(question, affected(all, resource, engine), handle, engine);
                if (question.op().equals("offline") && answer.code != 0) {
                    answer.error = "Last path to busy resources.";
                }
                if (question.op().equals("remove")) {
                    removed.add(resource);
                } else if (question.op().equals("online")) {
                    removed.remove(resource);
                }
                yield answer;
            }
        };
    }

    private Question.Answer inform(
            Question question, String resource, List<Group> all, Call handle, Coordinator engine) {
        if (all.isEmpty()) {
            return Question.Answer.of(-1, "Internal analysis failure.");
        }
        Question.Answer answer =
                question.has(Flags.DEPENDENTS)
                        ? cascade(question, all, handle, engine)
                        : new Question.Answer();
        String state = all.get(all.size() - 1).states().get(resource);
        answer.info = "SCSI Multipathing PHCI (" + state.replace("fault", "faulted") + ")";
        return answer;
    }

    private List<Group> affected(List<Group> all, String phci, Coordinator engine) {
        return all.stream()
                .filter(
                        group ->
                                group.states().keySet().stream()
                                        .filter(other -> !other.equals(phci))
                                        .noneMatch(other -> isSpare(group, other, engine)))
                .toList();
    }

    private boolean isSpare(Group group, String phci, Coordinator engine) {
        return List.of("online", "standby").contains(group.states().get(phci))
                && !removed.contains(phci)
                && engine.information().state(engine.world().place(phci)) == States.ONLINE;
    }

    private static Question.Answer cascade(
            Question question, List<Group> to, Call handle, Coordinator engine) {
        List<String> clients = to.stream().flatMap(one -> one.clients().stream()).toList();
        Reply reply = clients.isEmpty() ? Reply.SUCCESS : engine.call(handle, question, clients);
        Question.Answer answer = Question.Answer.of(reply.number(), "");
        answer.tuples.addAll(reply.tuples());
        return answer;
    }
}
