// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.journal.Keeper;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.request.Claim;
import io.lastpath.engine.internal.request.DrEntry;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.engine.internal.request.RequestTable;
import io.lastpath.engine.internal.request.Step;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Offline and suspend: everybody is asked first, and only if all agree is anybody told. Safe for
 * use by several threads.
 */
public final class Asking {

    private final RequestTable requests;
    private final Rounds rounds;
    private final Cancelling cancelling;
    private final Keeper keeper;
    private final LongConsumer over;

    /**
     * Asks whoever is registered.
     *
     * @param requests the DR requests in progress
     * @param registrations who is registered
     * @param teller calls them
     * @param absence knows who is not back after a restart
     * @param keeper keeps what is taken before anybody is called
     * @param over is told the number of each offline or suspend that is over, whatever came of it
     */
    public Asking(
            RequestTable requests,
            Registrations registrations,
            Teller teller,
            Absence absence,
            Keeper keeper,
            LongConsumer over) {
        this.requests = requests;
        this.keeper = keeper;
        this.over = over;
        this.rounds = new Rounds(requests, registrations, teller, absence);
        this.cancelling = new Cancelling(requests, registrations, teller);
    }

    /**
     * Asks, and if all agree and more than a query was wanted, tells.
     *
     * @param question what is asked of whom
     * @return who refused
     */
    public RcmReply ask(Question question) {
        if (!question.scope().isCascaded()) {
            return GivingUp.named(question, queryAndCommit(question));
        }
        RcmReply reply =
                question.scope().isServingEvent() // which may be sent in the midst of anything
                        ? queryAndCommit(question)
                        : question.scope().isUnasked()
                                ? askAndTell(question)
                                : askFromWithin(question);
        return reply.errno() == Errno.EAGAIN
                ? new RcmReply(
                        RcmResult.CONFLICT, Errno.NONE, reply.tuples(), reply.assessments(), 0)
                : reply;
    }

    /**
     * Watches from now on who leaves before he is asked in an operation; as before, if somebody
     * does already.
     *
     * @param scope of the operation
     * @return what ends that
     */
    public Runnable watch(RequestScope scope) {
        return rounds.begin(scope);
    }

    /**
     * Gives back what a request other than an offline or a suspend has asked for on its way, once
     * it is over; what is part of another waits for the end of that.
     */
    public void giveBack(RequestScope scope) {
        if (!scope.isPartOfAnother()) {
            cancelling.cancel(scope, RcmFlags.NONE, DrEntry::isQuerying);
        }
    }

    private RcmReply queryAndCommit(Question question) {
        long number = question.scope().sequence().number();
        if (!question.scope().isCascaded()) { // what an event takes has no root: nobody ends it
            question.places().forEach(place -> question.scope().roots().add(place.key()));
        }
        requests.begin(number);
        Runnable watch = () -> {};
        try {
            watch = rounds.begin(question.scope());
            Answers answers = new Answers();
            answers.assess(question.doubts());
            RcmReply reply = weighed(question, answers, query(question, answers));
            if (reply.isSuccess() && isToBeRefused(question, answers)) {
                reply = answers.reply(RcmResult.FAILURE);
            }
            // Who let go already, for a module that did not wait for the outcome, is given back.
            Predicate<DrEntry> leftOver = DrEntry::isQuerying;
            if (reply.isSuccess() && !question.isQueryOnly()) {
                Set<TreeKey> untold = new HashSet<>();
                question.places().forEach(place -> untold.add(place.key()));
                RcmReply told = commit(question, answers, untold);
                reply = weighed(question, answers, told);
                leftOver = leftOver(question, reply, untold);
            }
            cancelling.cancel(question.scope(), question.flags(), leftOver);
            cancelling.tidy(question.scope(), question.places(), question.flags());
            return reply;
        } catch (RuntimeException | Error e) { // nobody shall go on with what was only asked
            Mishaps mishaps = new Mishaps(e);
            mishaps.guard(
                    () ->
                            cancelling.cancel(
                                    question.scope(), question.flags(), DrEntry::isQuerying));
            throw e;
        } finally {
            watch.run();
            requests.finish(number);
            if (!question.scope().isCascaded()) { // who draws a number for an event says so himself
                over.accept(number);
            }
        }
    }

    /** What a dependent said counts, whether or not who asked him passes it on. */
    private static RcmReply weighed(Question question, Answers answers, RcmReply reply) {
        answers.noteSaid(question.scope().said());
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

    /** What is asked here is given back at the end of the operation around it. */
    private RcmReply askAndTell(Question question) {
        Answers answers = new Answers();
        answers.assess(question.doubts());
        RcmReply reply = weighed(question, answers, query(question, answers));
        if (reply.isSuccess() && isToBeRefused(question, answers)) {
            return answers.reply(RcmResult.FAILURE);
        }
        return reply.isSuccess() && !question.isQueryOnly()
                ? commit(question, answers, new HashSet<>())
                : reply;
    }

    private RcmReply askFromWithin(Question question) {
        Answers answers = new Answers();
        return question.isQueryOnly()
                ? query(question, answers)
                : commit(question, answers, new HashSet<>());
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
        question.places().forEach(place -> rounds.noteWhoIsCalled(question, place));
        String unkept = keeper.keep();
        if (!unkept.isEmpty()) {
            answers.assess(List.of(new Assessment(Verdict.UNKNOWN, unkept + ": nobody was asked")));
            return answers.reply(RcmResult.FAILURE);
        }
        RcmResult result = RcmResult.SUCCESS;
        for (ResolvedName place : question.places()) {
            RcmResult one = rounds.go(question, place, true, answers);
            cancelling.leave(question, place);
            if (!result.equals(RcmResult.FAILURE) && !one.isSuccess()) {
                result = one;
            }
        }
        return answers.reply(result);
    }

    private RcmReply commit(Question question, Answers answers, Set<TreeKey> untold) {
        Step step = question.ask().step(false);
        boolean filesys = question.isMarked();
        for (ResolvedName place : question.places()) {
            untold.remove(place.key());
            if (question.isCircular(place, false)) {
                continue;
            }
            Claim claim = requests.advance(question.scope(), step, place, filesys);
            if (!claim.isGranted()) {
                answers.addAll(claim.tuples());
                return answers.reply(claim);
            }
            RcmResult result = settled(question, place, answers);
            if (!result.isSuccess()) {
                return answers.reply(result);
            }
            if (!untold.isEmpty() && !isKept(question, answers)) {
                return answers.reply(RcmResult.FAILURE);
            }
        }
        return answers.reply(RcmResult.SUCCESS);
    }

    /** Where the telling itself breaks down, some have let go: somebody has to end it. */
    private RcmResult settled(Question question, ResolvedName place, Answers answers) {
        Step step = question.ask().step(false);
        RcmResult result = RcmResult.FAILURE;
        try {
            result = tell(question, place, answers);
        } finally {
            RcmState state = question.ask().states(false).after(result.isSuccess());
            requests.settle(question.scope(), step, place, question.isMarked(), state);
        }
        return result;
    }

    /** A module may tell those whom it has not asked: then that is not on the disk yet. */
    private RcmResult tell(Question question, ResolvedName place, Answers answers) {
        String unkept = rounds.noteWhoIsCalled(question, place) ? keeper.keep() : "";
        if (unkept.isEmpty()) {
            return rounds.go(question, place, false, answers);
        }
        List<Assessment> said =
                List.of(new Assessment(Verdict.UNKNOWN, unkept + ": nobody was told"));
        answers.assess(said);
        question.scope().said().assess(said);
        return RcmResult.FAILURE;
    }

    /**
     * What is done of a list stays done after a crash, as RCM's table outlives the daemon. The last
     * of it is kept before the answer; dependents follow what they hang by.
     */
    private boolean isKept(Question question, Answers answers) {
        String unkept = question.scope().isPartOfAnother() ? "" : keeper.keep();
        if (!unkept.isEmpty()) {
            answers.assess(
                    List.of(new Assessment(Verdict.UNKNOWN, unkept + ": nobody else was told")));
        }
        return unkept.isEmpty();
    }
}
