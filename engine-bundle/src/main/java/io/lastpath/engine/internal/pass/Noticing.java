// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.journal.Keeper;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.registry.SubtreeWalk.Reach;
import io.lastpath.engine.internal.request.Claim;
import io.lastpath.engine.internal.request.Leftover;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.engine.internal.request.RequestTable;
import io.lastpath.engine.internal.request.WalkMark;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Online, remove and resume: whoever was told to let go is told how it ended, and the DR requests
 * end, with those of the dependents that nobody else holds. Safe for use by several threads.
 */
public final class Noticing {

    private final RequestTable requests;
    private final Registrations registrations;
    private final NoticeRounds rounds;
    private final Keeper keeper;

    /**
     * Tells whoever is registered.
     *
     * @param requests the DR requests in progress
     * @param registrations who is registered
     * @param teller calls them
     * @param absence knows who is not back after a restart
     * @param keeper keeps that it is told before anybody is
     */
    public Noticing(
            RequestTable requests,
            Registrations registrations,
            Teller teller,
            Absence absence,
            Keeper keeper) {
        this.requests = requests;
        this.registrations = registrations;
        this.rounds = new NoticeRounds(registrations, teller, absence);
        this.keeper = keeper;
    }

    /**
     * Tells. What fails is noted and the list goes on.
     *
     * @param notice what to tell
     * @param scope who tells it
     * @param places the resources
     * @param flags as given
     * @return the last failure
     */
    public RcmReply tell(
            Notice notice, RequestScope scope, List<ResolvedName> places, RcmFlags flags) {
        List<String> names = requests.open().ending(scope, notice.step(), places, flags);
        Answers answers = new Answers();
        RcmReply last = RcmReply.SUCCESS;
        List<Told> ended = new ArrayList<>();
        for (ResolvedName place : places) {
            Told told = new Told(scope, names, place, flags, answers);
            RcmReply reply = tell(notice, told);
            last = reply.isSuccess() ? last : reply;
            if (reply.isSuccess() && !isOpen(told)) {
                ended.add(told);
            }
        }
        if (!last.isSuccess()) { // it would seem that nothing of the list was done
            ended.forEach(
                    one -> say(one, "the DR request on " + one.place().text() + " has ended"));
        }
        return answers.finish(last);
    }

    private boolean isOpen(Told told) {
        return told.filesys()
                ? isTakenAsRoot(told.place())
                : requests.open().stateOf(told.place().key()).isPresent();
    }

    /** {@return whether a DR request is open on a place as the root of a file system} */
    public boolean isTakenAsRoot(ResolvedName place) {
        return requests.open().flagsOf(place.key(), true).has(RcmFlags.FILESYS);
    }

    /** One resource of a list. */
    private record Told(
            RequestScope scope,
            List<String> names,
            ResolvedName place,
            RcmFlags flags,
            Answers answers) {

        boolean filesys() {
            return flags.has(RcmFlags.FILESYS);
        }

        WalkMark mark(Notice notice) {
            return new WalkMark(notice.step(), place.key(), filesys());
        }
    }

    private RcmReply tell(Notice notice, Told told) {
        if (told.scope().isWalking(told.mark(notice))) {
            return RcmReply.SUCCESS; // a dependent of its own: being told already
        }
        RcmFlags flags = flags(notice, told.place(), told.flags());
        Reach reach = Walks.reach(requests.open().flagsOf(told.place().key(), told.filesys()));
        Claim claim = requests.advance(told.scope(), notice.step(), told.place(), told.filesys());
        if (!claim.isGranted()) {
            told.answers().addAll(claim.tuples());
            WhyNot.of(notice, told.scope(), told.place(), claim).ifPresent(why -> say(told, why));
            return told.answers().reply(claim);
        }
        if (claim.isHeld()) {
            return RcmReply.SUCCESS;
        }
        if (!isKept(told.scope(), told.answers())) {
            requests.back(told.scope(), told.place(), told.filesys());
            say(told, WhyNot.stillOpen(told.place()));
            return told.answers().reply(RcmResult.FAILURE);
        }
        RequestScope lasting = told.scope().lasting();
        Visit visit = new Visit(lasting, told.names(), told.mark(notice), flags, told.answers());
        Set<Called> called = requests.open().calledOn(told.place().key(), told.filesys());
        boolean isUnheard = rounds.isUnheard(notice, visit, reach, claim.called(), called);
        Runnable before = () -> note(notice, told, reach);
        RcmResult result = tell(notice, visit, reach, claim, told.place(), before);
        List<Leftover> back = new ArrayList<>();
        RcmResult rest = giveBack(told, back);
        if (isUnheard) {
            told.answers().assess(Unheard.of(told.place(), back));
        }
        RcmResult all = rest.isSuccess() ? result : rest;
        if (!all.isSuccess() && !isOpen(told)) {
            say(told, "the DR request on " + told.place().text() + " has ended all the same");
        }
        return told.answers().reply(all);
    }

    /**
     * What an operation tells first has to be known after a crash, or it would be taken for what
     * was before.
     */
    private boolean isKept(RequestScope scope, Answers answers) {
        String unkept = scope.isPartOfAnother() ? "" : keeper.keep();
        if (!unkept.isEmpty()) {
            String why = unkept + ": nobody was told; repeat this once it can be written";
            answers.assess(List.of(new Assessment(Verdict.UNKNOWN, why)));
        }
        return unkept.isEmpty();
    }

    /**
     * A module that does not pass on what it is told shall not leave its dependents behind. Each
     * that comes back may bring others.
     */
    private RcmResult giveBack(Told told, List<Leftover> back) {
        RcmResult result = RcmResult.SUCCESS;
        if (told.scope().isCascaded()) {
            return result;
        }
        List<Leftover> lapsed = requests.leftovers().lapsed();
        while (!lapsed.isEmpty() && told.scope().isOpen()) {
            for (Leftover one : lapsed) {
                RcmResult answer = giveBack(told.scope(), told.answers(), one, false);
                if (requests.leftovers().isEndedIn(told.scope(), one)) {
                    back.add(one);
                }
                result = answer.isSuccess() ? result : answer;
            }
            lapsed = requests.leftovers().lapsed();
        }
        return result;
    }

    /**
     * Gives a dependent back that nobody holds any more.
     *
     * @param scope the outside request
     * @param leftover the dependent
     * @return what its registrants answered
     */
    public RcmReply giveBack(RequestScope scope, Leftover leftover) {
        Answers answers = new Answers();
        return answers.reply(giveBack(scope, answers, leftover, true));
    }

    /** Where an outside request is told, it is kept already that its dependents come back. */
    private RcmResult giveBack(
            RequestScope scope, Answers answers, Leftover leftover, boolean keeping) {
        Notice notice = Notice.ending(leftover.state(), leftover.suspension());
        RcmFlags none = RcmFlags.NONE;
        RcmFlags flags = flags(notice, leftover.resource(), none);
        Claim claim = requests.leftovers().giveBack(scope, notice.step(), leftover);
        if (!claim.isGranted()) {
            return RcmResult.SUCCESS; // somebody else has gone on with it meanwhile
        }
        if (keeping && !isKept(scope, answers)) {
            requests.back(scope, leftover.resource(), leftover.filesys());
            return RcmResult.FAILURE;
        }
        WalkMark mark = new WalkMark(notice.step(), leftover.resource().key(), leftover.filesys());
        List<String> names = List.of(leftover.resource().text());
        Visit visit = new Visit(scope.lasting(), names, mark, flags, answers);
        Reach reach = Walks.reach(leftover.flags());
        return tell(notice, visit, reach, claim, leftover.resource(), () -> {});
    }

    /** Where telling breaks down, or passes somebody over, it is tried again, or by another. */
    private RcmResult tell(
            Notice notice,
            Visit visit,
            Reach reach,
            Claim claim,
            ResolvedName place,
            Runnable beforeItEnds) {
        try {
            RcmResult result = rounds.go(notice, visit, reach, claim.called());
            if (rounds.isAnybodyAway(visit, claim.called())) {
                requests.back(visit.scope(), place, visit.mark().filesys());
                return RcmResult.FAILURE;
            }
            if (visit.scope().isRunning()) { // else the next run finishes it
                beforeItEnds.run();
                requests.end(visit.scope(), place, visit.mark().filesys());
            }
            return result;
        } catch (RuntimeException | Error e) {
            requests.back(visit.scope(), place, visit.mark().filesys());
            throw e;
        }
    }

    /** Before the DR request ends: until then nobody can register there. */
    private void note(Notice notice, Told told, Reach reach) {
        if (notice != Notice.REMOVE || reach != Reach.SUBTREE) {
            return;
        }
        if (told.scope().isCascaded()) {
            registrations.removals().removedAlong(told.place().key());
        } else if (!registrations.removals().removed(told.place().key())) {
            told.answers().assess(Unheard.forgotten(told.place()));
        }
    }

    /** Whoever tells it from outside hears whether that was the end of it. */
    private static void say(Told told, String sentence) {
        if (told.scope().sequence().depth() == 0) {
            told.answers().assess(List.of(new Assessment(Verdict.SAFE, sentence)));
        }
    }

    /** Worked out for each resource by itself: some of a list may not have been suspended. */
    private RcmFlags flags(Notice notice, ResolvedName place, RcmFlags flags) {
        boolean suspended =
                notice == Notice.RESUME && registrations.stateOf(place.key()) == RcmState.SUSPENDED;
        RcmFlags told = flags.without(RcmFlags.FILESYS);
        return suspended ? told.with(RcmFlags.SUSPENDED) : told;
    }

    /**
     * Finds whom an earlier run called below a place that it had only retired, in a request that
     * was to take it whole and is not known.
     *
     * @param scope in which it is redone
     * @param leftover the retire request
     * @return those of them who are there
     */
    public Set<Called> beyond(RequestScope scope, Leftover leftover) {
        boolean retiring = Walks.reach(leftover.flags()) == Reach.NODE;
        return retiring
                ? rounds.calledBeyond(scope, cancelled(leftover), leftover.called())
                : Set.of();
    }

    /**
     * Tells those that nothing comes of it. What they pass on ends nothing, as when a query is
     * taken back.
     *
     * @param scope in which the retire request is redone
     * @param leftover that request
     * @return what they answered
     */
    public RcmReply letBack(RequestScope scope, Leftover leftover) {
        Notice notice = Notice.ending(leftover.state(), leftover.suspension());
        Answers answers = new Answers();
        Visit visit =
                new Visit(
                        scope,
                        List.of(leftover.resource().text()),
                        cancelled(leftover),
                        flags(notice, leftover.resource(), RcmFlags.NONE),
                        answers);
        return answers.reply(rounds.goBeyond(notice, visit, leftover.called()));
    }

    private static WalkMark cancelled(Leftover leftover) {
        return WalkMark.ofCancel(leftover.resource().key(), leftover.filesys());
    }
}
