// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.registry.Registrant;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.registry.SubtreeWalk.Reach;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.engine.internal.request.RequestTable;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Goes round the registrants of a place with the question or the message of an offline or a
 * suspend. Safe for use by several threads.
 */
final class Rounds {

    private final RequestTable requests;
    private final Registrations registrations;
    private final Teller teller;
    private final PassedOver passedOver;
    private final Walks walks;

    Rounds(RequestTable requests, Registrations registrations, Teller teller, Absence absence) {
        this.passedOver = new PassedOver(requests, registrations, absence);
        this.requests = requests;
        this.registrations = registrations;
        this.teller = teller;
        this.walks = new Walks(registrations);
    }

    /** {@return what ends the watch of who leaves, which begins now, see {@link PassedOver}} */
    Runnable begin(RequestScope scope) {
        return passedOver.begin(scope);
    }

    /**
     * A coordinator that starts after a crash has to know whom this one called. Registrations of
     * processes are not there any more then.
     *
     * @return whether somebody may be called of whom that was not noted before
     */
    boolean noteWhoIsCalled(Question question, ResolvedName place) {
        Set<Called> called = new HashSet<>();
        walks.walk(
                question.scope(),
                place.key(),
                reach(question, place),
                one -> {
                    if (mayBeCalled(question, one)) {
                        passedOver.note(question, place, one);
                        if (one.pid() == 0) {
                            called.add(one.called());
                        }
                    }
                });
        return requests.calling(place, question.isMarked(), called);
    }

    private boolean mayBeCalled(Question question, Registrant one) {
        return registrations.wants(one, RegistrationKind.DR)
                || (question.isRetiring() && registrations.isRemoved(one)); // and so revived
    }

    /**
     * Asks or tells everybody who is registered there.
     *
     * @param question what is asked
     * @param place where
     * @param querying whether they are asked; else they are told
     * @param answers where their answers go
     * @return the last refusal, or success
     */
    RcmResult go(Question question, ResolvedName place, boolean querying, Answers answers) {
        if (question.isCircular(place, querying)) {
            return RcmResult.SUCCESS;
        }
        if (!querying
                && (isAnybodyLost(question, place, answers)
                        || isAnybodyNew(question, place, answers))) {
            return RcmResult.FAILURE;
        }
        if (querying) {
            question.scope().agreements().asked(place.key());
        }
        Tally tally = new Tally(question.isRetiring());
        Visit visit = visit(question, place, querying, answers);
        walks.walk(
                question.scope(),
                place.key(),
                reach(question, place),
                one -> go(question, visit, one, querying, tally));
        if (!querying && isAnybodyLost(question, place, answers)) {
            return RcmResult.FAILURE; // who went while others were told was passed over
        }
        boolean alone = !question.isRetiring() && !question.scope().isCascaded();
        if (querying && alone && !tally.called) {
            answers.note(tally.met ? again(place) : nobody(place));
        }
        return isAnybodyPassedOver(question, place, querying, answers)
                ? RcmResult.FAILURE
                : tally.result;
    }

    /** Nobody knows what he would have said: that may be accepted, but is said. */
    private boolean isAnybodyPassedOver(
            Question question, ResolvedName place, boolean querying, Answers answers) {
        List<Assessment> unasked = passedOver.in(question, place, reach(question, place), querying);
        answers.noteAll(unasked);
        question.scope().said().assess(unasked);
        return !unasked.isEmpty() && !PassedOver.isAccepted(question);
    }

    private static Visit visit(
            Question question, ResolvedName place, boolean querying, Answers answers) {
        RcmFlags flags = question.flags().without(RcmFlags.FILESYS);
        return new Visit(
                question.scope(),
                ResolvedName.texts(question.places()),
                question.mark(place, querying),
                querying ? flags.with(RcmFlags.QUERY) : flags,
                answers);
    }

    private void go(Question question, Visit visit, Registrant one, boolean querying, Tally tally) {
        if (question.isRetiring()) {
            revive(question, one, querying);
        }
        if (registrations.wants(one, RegistrationKind.DR)) {
            tally.met = true;
            if (registrations.states().state(one) != question.ask().done()) {
                remember(question, visit, one, querying);
                tally.add(tell(question, visit, one, querying));
            }
        }
    }

    private static void remember(Question question, Visit visit, Registrant one, boolean querying) {
        if (!querying) {
            question.scope().agreements().told(one);
        } else {
            question.scope().agreements().asked(visit.mark().key(), one);
        }
    }

    /** Who agreed for all that depends on it, and is not there to be told, cannot pass it on. */
    private boolean isAnybodyLost(Question question, ResolvedName place, Answers answers) {
        List<Assessment> lost =
                question.scope().agreements().untold(place.key()).stream()
                        .filter(this::isLost)
                        .map(Rounds::lost)
                        .toList();
        answers.assess(lost);
        question.scope().said().assess(lost);
        return !lost.isEmpty();
    }

    /** A process passes nothing on, but without its module nobody tells it. */
    private boolean isLost(Registrant one) {
        return one.pid() == 0 ? !registrations.isThere(one) : registrations.states().hasLeft(one);
    }

    /** Nobody is to let go of what he was not asked about, as is below a root that has left. */
    private boolean isAnybodyNew(Question question, ResolvedName place, Answers answers) {
        RequestScope scope = question.scope();
        if (scope.isRecovering()) {
            return false;
        }
        List<Assessment> unasked = new ArrayList<>();
        walks.walk(
                scope,
                place.key(),
                question.reach(),
                one -> {
                    if (isToBeTold(question, one) && scope.agreements().isNew(place.key(), one)) {
                        unasked.add(unasked(one));
                    }
                });
        answers.assess(unasked);
        return !unasked.isEmpty();
    }

    private boolean isToBeTold(Question question, Registrant one) {
        return registrations.wants(one, RegistrationKind.DR)
                && registrations.states().state(one) != question.ask().done();
    }

    private static Assessment unasked(Registrant one) {
        return new Assessment(
                Verdict.UNKNOWN,
                "module "
                        + one.module().name()
                        + " was not asked about "
                        + one.resource()
                        + ", which the request has come to reach since; bring it online again and"
                        + " ask anew");
    }

    private static Assessment lost(Registrant one) {
        return new Assessment(
                Verdict.UNKNOWN,
                "module "
                        + one.module().name()
                        + " was asked about "
                        + one.resource()
                        + " and is not registered for it any more, so that nobody who depends on"
                        + " it is told; bring it online again and ask anew");
    }

    /** What the registrants met so far come to. */
    private static final class Tally {

        private final boolean retiring;
        private boolean met;
        private boolean called;
        private RcmResult result;

        Tally(boolean retiring) {
            this.retiring = retiring;
            this.result = retiring ? RcmResult.NO_CONSTRAINT : RcmResult.SUCCESS;
        }

        /** The last failure stands; retiring, each call lifts "no constraint". */
        void add(RcmResult answer) {
            called = true;
            boolean lifted = retiring && result.equals(RcmResult.NO_CONSTRAINT);
            RcmResult before = lifted ? RcmResult.SUCCESS : result;
            result = answer.isSuccess() ? before : answer;
        }
    }

    /** What is redone after a restart goes as far as before; modules do not get its flags. */
    private Reach reach(Question question, ResolvedName place) {
        return question.scope().isRecovering()
                ? Walks.reach(requests.open().flagsOf(place.key(), question.isMarked()))
                : question.reach();
    }

    /** Retiring asks again who had been told that the resource was gone. */
    private void revive(Question question, Registrant one, boolean querying) {
        if (registrations.isRemoved(one)) {
            note(question, one, RcmState.ONLINE, querying);
        }
    }

    /** RCM grants what nobody was asked about; that is no reason to call it safe. */
    static Assessment nobody(ResolvedName place) {
        return new Assessment(
                Verdict.DEGRADED,
                "nobody is registered for " + place.text() + ": nobody was asked");
    }

    /** Who has let go is not asked a second time. */
    private static Assessment again(ResolvedName place) {
        return new Assessment(
                Verdict.DEGRADED,
                place.text() + " has been let go already: nobody was asked again");
    }

    private RcmResult tell(Question question, Visit visit, Registrant one, boolean querying) {
        Ask.States states = question.ask().states(querying);
        note(question, one, states.during(), querying);
        return teller.tell(
                visit,
                one,
                question.ask().word(querying),
                question.callback(),
                result -> answered(question, one, states.after(result.isSuccess()), querying));
    }

    private void answered(Question question, Registrant one, RcmState state, boolean querying) {
        if (querying) {
            long number = question.scope().sequence().number();
            registrations.states().answered(one, state, number);
        } else {
            registrations.states().state(one, state);
        }
    }

    private void note(Question question, Registrant one, RcmState state, boolean querying) {
        if (querying) {
            registrations.states().query(one, state, question.scope().sequence().number());
        } else {
            registrations.states().state(one, state);
        }
    }
}
