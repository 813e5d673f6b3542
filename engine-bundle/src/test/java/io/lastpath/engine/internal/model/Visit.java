// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import io.lastpath.engine.internal.model.Observation.Tuple;
import java.util.List;

/** Calls of registrants in the walk of one place, with their tuples (section 5, Tuples). */
final class Visit {

    private final Coordinator coordinator;
    private final Call call;
    private final Place place;
    private final List<Tuple> tuples;

    Visit(Coordinator coordinator, Call call, Place place, List<Tuple> tuples) {
        this.coordinator = coordinator;
        this.call = call;
        this.place = place;
        this.tuples = tuples;
    }

    /** R7. */
    void enter(String step, boolean mark) {
        call.request().underWay.add(new Request.Walk(step, place.parts(), mark));
    }

    void leave(String step, boolean mark) {
        call.request().underWay.remove(new Request.Walk(step, place.parts(), mark));
    }

    /** R19: nobody knows what a process would say whose module is away. */
    boolean isAnybodyAway(Question question, boolean onlyNode) {
        LeftClients left = coordinator.registrations().left();
        boolean mark = question.has(Flags.FILESYS);
        boolean isAway =
                question.has(Flags.QUERY) && left.isReached(place, mark, onlyNode, Flags.DR);
        call.request().silent |= isAway;
        return isAway;
    }

    int ask(Client client, Question question, boolean again, int good, int bad) {
        Question.Answer answer = coordinator.ask(client, question, call.under(place, again));
        if (!question.has(Flags.QUERY) || client.isAskable()) {
            client.become(answer.code == 0 ? good : bad);
        }
        if (answer.code != 0 && !answer.passedOn) {
            call.request().refusers.add(client.key());
        }
        if (answer.isLate()) {
            call.late().happened = true;
            call.request().silent = true;
            tuples.add(tuple(client, Question.Answer.of(-1, ""), answer.error));
        } else if (answer.code != 0 || !answer.error.isEmpty() || question.has(Flags.SCOPE)) {
            inform(client, question.flags(), answer.error);
        }
        tuples.addAll(answer.tuples);
        return answer.code;
    }

    void inform(Client client, int flags, String error) {
        Question question = Question.of("getinfo", flags & ~(Flags.SUBTREE | Flags.DEPENDENTS));
        Question.Answer answer = coordinator.ask(client, question, call.under(place, false));
        tuples.add(tuple(client, answer, error));
        tuples.addAll(answer.tuples);
    }

    Tuple tuple(Client client, Question.Answer answer, String error) {
        return new Tuple(
                client.name,
                client.module,
                client.pid,
                client.state,
                call.request().number,
                call.depth(),
                answer.info,
                error,
                answer.properties);
    }
}
