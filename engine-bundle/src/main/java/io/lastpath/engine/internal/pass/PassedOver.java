// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.engine.internal.registry.Departures;
import io.lastpath.engine.internal.registry.Registrant;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.registry.SubtreeWalk.Reach;
import io.lastpath.engine.internal.request.Agreements;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.engine.internal.request.RequestTable;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds whom a walk has passed over, since its module had left before its turn: as where its bundle
 * is updated. Who gives up its registration by itself is not missed. Safe for use by several
 * threads.
 */
final class PassedOver {

    private final RequestTable requests;
    private final Registrations registrations;
    private final Absence absence;

    PassedOver(RequestTable requests, Registrations registrations, Absence absence) {
        this.requests = requests;
        this.registrations = registrations;
        this.absence = absence;
    }

    /**
     * Watches who leaves from now on, if nobody does already for the operation of this scope.
     *
     * @return what ends that
     */
    Runnable begin(RequestScope scope) {
        Agreements agreements = scope.agreements();
        if (agreements.isWatching()) {
            return () -> {};
        }
        Departures watch = registrations.watches().begin();
        agreements.watching(watch);
        return () -> {
            agreements.watching(Departures.NONE);
            registrations.watches().end(watch);
        };
    }

    /** Notes who is there now, when a walk begins. */
    void note(Question question, ResolvedName place, Registrant one) {
        if (!isDone(question, one)) {
            question.scope().agreements().noted(place.key(), one);
        }
    }

    private boolean isDone(Question question, Registrant one) {
        return registrations.states().state(one) == question.ask().done();
    }

    /**
     * Finds them after a walk.
     *
     * @param question what was asked
     * @param place where
     * @param reach how far the walk went
     * @param querying whether they were asked; else they were told
     * @return a sentence for each, all unknown
     */
    List<Assessment> in(Question question, ResolvedName place, Reach reach, boolean querying) {
        RequestScope scope = question.scope();
        Agreements agreements = scope.agreements();
        Stream<Called> left =
                agreements
                        .left(
                                place.key(),
                                question.ask().done(),
                                question.isRetiring(),
                                one -> querying && one.isReached(place.key(), reach))
                        .filter(registrations.states()::hasLeft)
                        .filter(one -> !agreements.isCalled(place.key(), one))
                        .map(Registrant::called);
        Set<Called> earlier =
                querying
                        ? requests.open().awaited(scope, place, question.isMarked())
                        : Set.of(); // who comes back after the query is told all the same
        Stream<Called> away =
                earlier.stream()
                        .filter(absence::isAway)
                        .filter(one -> !agreements.isCalled(place.key(), one));
        List<Assessment> unasked =
                new ArrayList<>(
                        Stream.concat(left, away).distinct().map(PassedOver::unasked).toList());
        if (querying) {
            unasked.addAll(processesAway(agreements, place.key(), reach));
        }
        return unasked;
    }

    /** Whoever agreed before his module left has been asked. */
    private List<Assessment> processesAway(Agreements agreements, TreeKey place, Reach reach) {
        return Doubts.away(
                registrations.left().reached(place, reach, Set.of(RegistrationKind.DR)).stream()
                        .filter(one -> !agreements.isCalled(place, one))
                        .toList());
    }

    /** {@return whether the initiator goes on without knowing; what is redone waits instead} */
    static boolean isAccepted(Question question) {
        return question.acceptsUnknown() && !question.scope().isRecovering();
    }

    static Assessment unasked(Called one) {
        return new Assessment(
                Verdict.UNKNOWN,
                "module "
                        + one.module()
                        + " left before its turn for "
                        + one.resource()
                        + " came: nobody knows what it would say; it has to be asked when it is"
                        + " back");
    }
}
