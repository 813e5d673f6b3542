// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import io.lastpath.engine.internal.model.Observation.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Capacity and events (section 7). */
final class Announcements {

    private final Coordinator coordinator;

    Announcements(Coordinator coordinator) {
        this.coordinator = coordinator;
    }

    Reply announce(Call call, Question question, Place place) {
        List<Tuple> tuples = new ArrayList<>();
        switch (question.op()) {
            case "event" -> {
                return reply(call, visit(call, question, place, Flags.EVENT, tuples), tuples);
            }
            case "capreq" -> {
                if (call.depth() == 0 || question.has(Flags.QUERY)) {
                    Question asked = question.with(Flags.QUERY);
                    int said = visit(call, asked, place, Flags.CAPACITY, tuples);
                    int code = said == 0 && call.request().silent ? -1 : said;
                    if (code != 0 || question.has(Flags.QUERY)) {
                        return reply(call, code, tuples);
                    }
                }
            }
            default -> {}
        }
        int code = visit(call, question, place, Flags.CAPACITY, tuples);
        return Reply.of(code == 0 ? 0 : -1, tuples);
    }

    private static Reply reply(Call call, int code, List<Tuple> tuples) {
        return new Reply(call.code(code), 0, List.copyOf(tuples));
    }

    private int visit(Call call, Question question, Place place, int interest, List<Tuple> tuples) {
        Node node = coordinator.registrations().tree().find(place);
        int result = 0;
        LeftClients left = coordinator.registrations().left();
        call.request().silent |= left.isReached(place, false, true, interest);
        for (Client client : node == null ? List.<Client>of() : List.copyOf(node.clients)) {
            if (!client.isRemoved()
                    && client.wants(interest)
                    && coordinator.module(client.module).hasAnnouncements()) {
                Visit visit = new Visit(coordinator, call, place, tuples);
                int code = visit.ask(client, question, false, client.state, client.state);
                result = code == 0 ? result : code;
            }
        }
        return result;
    }
}
