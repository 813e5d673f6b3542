// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import io.lastpath.engine.internal.model.Observation.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Information and states (section 8, R8). */
final class Information {

    private final Coordinator coordinator;

    Information(Coordinator coordinator) {
        this.coordinator = coordinator;
    }

    int state(Place place) {
        Entry entry = coordinator.world().table.find(place, false);
        if (entry != null) {
            return entry.state;
        }
        Node node = coordinator.registrations().tree().find(place);
        int state = States.ONLINE;
        for (Client client : node == null ? List.<Client>of() : node.clients) {
            if (States.FAILED.contains(client.state)) {
                return client.state;
            }
            if (client.state != States.ONLINE && !client.isRemoved()) {
                state = client.state;
            }
        }
        return state;
    }

    Reply operations() {
        List<Tuple> tuples = new ArrayList<>();
        for (Entry entry : coordinator.world().table.entries()) {
            tuples.add(0, entry.tuple("", entry.mark ? "(fs)" : ""));
        }
        return Reply.of(0, tuples);
    }

    Reply modules() {
        List<Tuple> tuples = new ArrayList<>();
        for (ModelModule one : coordinator.modules()) {
            tuples.add(0, new Tuple("dummy", one.name(), 0, 0, 0, 0, one.info(), "", Map.of()));
        }
        return Reply.of(0, tuples);
    }

    Reply about(Call call, Question question, List<Place> places) {
        List<Tuple> tuples = new ArrayList<>();
        Question asked = question;
        for (Place place : places) {
            boolean isNew =
                    !question.has(Flags.DEPENDENTS) || call.request().informed.add(place.parts());
            Node node = coordinator.registrations().tree().find(place);
            call.request().silent |= isNew && isAnybodyAway(place, node != null, asked);
            if (isNew && node != null) {
                clients(node, asked).forEach(one -> about(call, place, one, question, tuples));
                asked = asked.without(Flags.FILESYS);
            }
            if (call.depth() == 0) {
                call.request().informed.clear();
            }
        }
        return Reply.of(0, tuples);
    }

    /** R19: who is away does not tell. */
    private boolean isAnybodyAway(Place place, boolean isKnown, Question question) {
        boolean mark = isKnown && question.has(Flags.FILESYS);
        boolean deep = question.has(Flags.SUBTREE);
        LeftClients left = coordinator.registrations().left();
        return !(mark && !deep) && left.isReached(place, mark, !deep, LeftClients.KINDS);
    }

    private static List<Client> clients(Node node, Question question) {
        List<Client> clients = new ArrayList<>();
        boolean mark = question.has(Flags.FILESYS);
        if (!question.has(Flags.SUBTREE)) {
            return mark ? Collections.emptyList() : List.copyOf(node.clients);
        }
        if (mark) {
            node.walkChildren(one -> clients.addAll(one.clients));
        } else {
            node.walk(one -> clients.addAll(one.clients));
        }
        return clients;
    }

    private void about(
            Call call, Place place, Client client, Question question, List<Tuple> tuples) {
        if (client.isRemoved()) {
            return;
        }
        Question asked = question.without(Flags.FILESYS);
        Question.Answer answer = coordinator.ask(client, asked, call.under(place, false));
        tuples.add(new Visit(coordinator, call, place, tuples).tuple(client, answer, answer.error));
        tuples.addAll(answer.tuples);
    }
}
