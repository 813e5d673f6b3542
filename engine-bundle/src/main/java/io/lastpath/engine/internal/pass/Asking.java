// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.journal.Keeper;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.engine.internal.registry.Registrant;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.registry.SubtreeWalk.Reach;
import io.lastpath.engine.internal.request.Claim;
import io.lastpath.engine.internal.request.DrEntry;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.engine.internal.request.RequestTable;
import io.lastpath.engine.internal.request.Step;
import io.lastpath.engine.internal.request.WalkMark;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Offline and suspend: everybody is asked first, and only if all agree is anybody told. Safe for
 * use by several threads.
 */
public final class Asking {

    private final RequestTable requests;
    private final Registrations registrations;
    private final Teller teller;
    private final Walks walks;
    private final Cancelling cancelling;
    private final Keeper keeper;

    public Asking(
            RequestTable requests, Registrations registrations, Teller teller, Keeper keeper) {
        this.requests = requests;
        this.keeper = keeper;
        this.registrations = registrations;
        this.teller = teller;
        this.walks = new Walks(registrations);
        this.cancelling = new Cancelling(requests, registrations, teller);
    }

    /**
     * What is asked of whom.
     *
     * @param ask offline or suspend
     * @param scope who asks
     * @param names the resources as given
     * @param places the resources resolved
     * @param flags as given
     * @param reach how far the walks go
     * @param interval of a suspend; zero for unknown
     * @param callback the module's operation
     * @param doubts what is to be said against relying on the registrations
     */
    public record Question(
            Ask ask,
            RequestScope scope,
            List<String> names,
            List<ResolvedName> places,
            RcmFlags flags,
            Reach reach,
            Duration interval,
            Callback callback,
            List<Assessment> doubts) {

        boolean isQueryOnly() {
            return flags.has(RcmFlags.QUERY);
        }

        /** Knowingly going on without knowing what will be lost. */
        boolean acceptsUnknown() {
            return flags.has(RcmFlags.FORCE)
                    && scope.intent().accepted().contains(Intent.ACCEPT_UNKNOWN);
        }
    }

    /**
     * Asks, and if all agree and more than a query was wanted, tells.
     *
     * @param question what is asked of whom
     * @return who refused
     */
    public RcmReply ask(Question question) {
        boolean whole = !question.scope().isCascaded() || question.scope().isServingEvent();
        return whole ? queryAndCommit(question) : askFromWithin(question);
    }

    /** Gives back what a request other than an offline or a suspend has asked for on its way. */
    public void giveBack(RequestScope scope) {
        cancelling.cancel(scope, RcmFlags.NONE, DrEntry::isQuerying);
    }

    private RcmReply queryAndCommit(Question question) {
        long number = question.scope().sequence().number();
        if (!question.scope().isCascaded()) { // what an event takes has no root: nobody ends it
            question.places().forEach(place -> question.scope().roots().add(place.key()));
        }
        requests.begin(number);
        try {
            Answers answers = new Answers();
            answers.assess(question.doubts());
            int before = question.scope().graves().size(); // of what an event took earlier
            RcmReply reply = weighed(question, answers, query(question, answers), before);
            if (reply.isSuccess() && isToBeRefused(question, answers)) {
                reply = answers.reply(RcmResult.FAILURE);
            }
            // One event may have taken other resources before, and a restart redone them.
            boolean alone = !question.scope().isCascaded() && !question.scope().isRecovering();
            Predicate<DrEntry> leftOver = entry -> alone || entry.isQuerying();
            if (reply.isSuccess() && !question.isQueryOnly()) {
                Set<TreeKey> untold = new HashSet<>();
                question.places().forEach(place -> untold.add(place.key()));
                RcmReply told = commit(question, answers, untold);
                reply = weighed(question, answers, told, before);
                leftOver = leftOver(question, reply, untold);
            }
            cancelling.cancel(question.scope(), question.flags(), leftOver);
            cancelling.tidy(question.scope(), question.places(), question.flags());
            return reply;
        } finally {
            requests.finish(number);
        }
    }

    /** What a dependent said counts, whether or not who asked him passes it on. */
    private static RcmReply weighed(
            Question question, Answers answers, RcmReply reply, int before) {
        List<Assessment> graves = question.scope().graves();
        answers.noteAll(graves.subList(before, graves.size()));
        return answers.finish(reply);
    }

    /** All agree, but not to what nobody accepted, or nobody knows. */
    private static boolean isToBeRefused(Question question, Answers answers) {
        List<Assessment> vital = GivingUp.notAccepted(question, answers);
        answers.assess(vital);
        return !vital.isEmpty() || (answers.isUnknown() && !question.acceptsUnknown());
    }

    /**
     * What was asked but not told is given back. After a failure that is what was taken for the
     * resources not reached; what belongs to those that were waits for their end, which nobody has
     * to bring about where an event took them.
     */
    private static Predicate<DrEntry> leftOver(
            Question question, RcmReply commit, Set<TreeKey> untold) {
        boolean all = commit.isSuccess() || question.scope().isServingEvent();
        long number = question.scope().sequence().number();
        return entry -> entry.isQuerying() && (all || untold.containsAll(entry.origins(number)));
    }

    private RcmReply askFromWithin(Question question) {
        Answers answers = new Answers();
        RcmReply reply =
                question.isQueryOnly()
                        ? query(question, answers)
                        : commit(question, answers, new HashSet<>());
        return reply.errno() == Errno.EAGAIN
                ? new RcmReply(
                        RcmResult.CONFLICT, Errno.NONE, reply.tuples(), reply.assessments(), 0)
                : reply;
    }

    private RcmReply query(Question question, Answers answers) {
        for (ResolvedName place : question.places()) {
            Claim claim =
                    requests.take(
                            question.scope(),
                            question.ask().step(true),
                            place,
                            question.flags(),
                            question.interval());
            if (!claim.isGranted()) {
                answers.addAll(claim.tuples());
                return answers.reply(claim);
            }
        }
        String unkept = noteWhoIsCalled(question);
        if (!unkept.isEmpty()) {
            answers.assess(List.of(new Assessment(Verdict.UNKNOWN, unkept + ": nobody was asked")));
            return answers.reply(RcmResult.FAILURE);
        }
        RcmResult result = RcmResult.SUCCESS;
        for (ResolvedName place : question.places()) {
            RcmResult one = walk(question, place, true, answers);
            if (!result.equals(RcmResult.FAILURE) && !one.isSuccess()) {
                result = one;
            }
        }
        return answers.reply(result);
    }

    /**
     * A coordinator that starts after a crash has to know whom this one called. Registrations of
     * processes are not there any more then.
     */
    private String noteWhoIsCalled(Question question) {
        boolean filesys = question.flags().has(RcmFlags.FILESYS);
        for (ResolvedName place : question.places()) {
            Set<Called> called = new HashSet<>();
            walks.walk(
                    question.scope(),
                    place.key(),
                    reach(question, place),
                    one -> {
                        if (one.pid() == 0 && registrations.wants(one, RegistrationKind.DR)) {
                            called.add(new Called(one.module().name(), one.resource()));
                        }
                    });
            requests.calling(place, filesys, called);
        }
        return keeper.keep();
    }

    private RcmReply commit(Question question, Answers answers, Set<TreeKey> untold) {
        Step step = question.ask().step(false);
        boolean filesys = question.flags().has(RcmFlags.FILESYS);
        for (ResolvedName place : question.places()) {
            untold.remove(place.key());
            if (isCircular(question, place, false)) {
                continue;
            }
            Claim claim = requests.advance(question.scope(), step, place, filesys);
            if (!claim.isGranted()) {
                answers.addAll(claim.tuples());
                return answers.reply(claim);
            }
            RcmResult result = walk(question, place, false, answers);
            RcmState state = question.ask().states(false).after(result.isSuccess());
            requests.settle(question.scope(), step, place, filesys, state);
            if (!result.isSuccess()) {
                return answers.reply(result);
            }
        }
        return answers.reply(RcmResult.SUCCESS);
    }

    private static WalkMark mark(Question question, ResolvedName place, boolean querying) {
        return new WalkMark(
                question.ask().step(querying), place.key(), question.flags().has(RcmFlags.FILESYS));
    }

    /** A dependent that depends on what is being asked already has its answer on the way. */
    private static boolean isCircular(Question question, ResolvedName place, boolean querying) {
        return question.scope().isWalking(mark(question, place, querying));
    }

    private RcmResult walk(
            Question question, ResolvedName place, boolean querying, Answers answers) {
        if (isCircular(question, place, querying)) {
            return RcmResult.SUCCESS;
        }
        RcmFlags flags = question.flags().without(RcmFlags.FILESYS);
        Visit visit =
                new Visit(
                        question.scope(),
                        question.names(),
                        mark(question, place, querying),
                        querying ? flags.with(RcmFlags.QUERY) : flags,
                        answers);
        boolean retire = flags.has(RcmFlags.RETIRE_REQUEST);
        RcmResult[] result = {retire ? RcmResult.NO_CONSTRAINT : RcmResult.SUCCESS};
        boolean[] met = {false};
        boolean[] called = {false};
        walks.walk(
                question.scope(),
                place.key(),
                reach(question, place),
                one -> {
                    if (retire) {
                        revive(question, one, querying);
                    }
                    if (!registrations.wants(one, RegistrationKind.DR)) {
                        return;
                    }
                    met[0] = true;
                    if (registrations.state(one) != question.ask().done()) {
                        RcmResult answer = tell(question, visit, one, querying);
                        // The last failure stands; retiring, each call lifts "no constraint".
                        RcmResult before = retire ? lifted(result[0]) : result[0];
                        result[0] = answer.isSuccess() ? before : answer;
                        called[0] = true;
                    }
                });
        if (querying && !called[0] && !retire && !question.scope().isCascaded()) {
            answers.note(met[0] ? again(place) : nobody(place));
        }
        return result[0];
    }

    /** What is redone after a restart goes as far as before; modules do not get its flags. */
    private Reach reach(Question question, ResolvedName place) {
        boolean filesys = question.flags().has(RcmFlags.FILESYS);
        return question.scope().isRecovering()
                ? Walks.reach(requests.flagsOf(place.key(), filesys))
                : question.reach();
    }

    /** Retiring asks again who had been told that the resource was gone. */
    private void revive(Question question, Registrant one, boolean querying) {
        if (registrations.isRemoved(one)) {
            note(question, one, RcmState.ONLINE, querying);
        }
    }

    private static RcmResult lifted(RcmResult result) {
        return result.equals(RcmResult.NO_CONSTRAINT) ? RcmResult.SUCCESS : result;
    }

    /** RCM grants what nobody was asked about; that is no reason to call it safe. */
    private static Assessment nobody(ResolvedName place) {
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
                result -> note(question, one, states.after(result.isSuccess()), querying));
    }

    private void note(Question question, Registrant one, RcmState state, boolean querying) {
        if (querying) {
            registrations.query(one, state, question.scope().sequence().number());
        } else {
            registrations.state(one, state);
        }
    }
}
