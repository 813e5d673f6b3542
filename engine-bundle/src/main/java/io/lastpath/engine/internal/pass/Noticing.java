// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.registry.Registrant;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.registry.SubtreeWalk;
import io.lastpath.engine.internal.request.Claim;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.engine.internal.request.RequestTable;
import io.lastpath.engine.internal.request.WalkMark;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.util.List;

/**
 * Online, remove and resume: whoever was told to let go is told how it ended, and the DR requests
 * end. Safe for use by several threads.
 */
public final class Noticing {

    private final RequestTable requests;
    private final Registrations registrations;
    private final Teller teller;
    private final Walks walks;

    public Noticing(RequestTable requests, Registrations registrations, Teller teller) {
        this.requests = requests;
        this.registrations = registrations;
        this.teller = teller;
        this.walks = new Walks(registrations);
    }

    /**
     * Tells. What fails is noted and the list goes on.
     *
     * @param notice what to tell
     * @param scope who tells it
     * @param names the resources as given
     * @param places the resources resolved
     * @param flags as given
     * @return the last failure
     */
    public RcmReply tell(
            Notice notice,
            RequestScope scope,
            List<String> names,
            List<ResolvedName> places,
            RcmFlags flags) {
        Answers answers = new Answers();
        RcmReply last = RcmReply.SUCCESS;
        for (ResolvedName place : places) {
            WalkMark mark = new WalkMark(notice.step(), place.key(), flags.has(RcmFlags.FILESYS));
            if (scope.isWalking(mark)) {
                continue; // a dependent of its own: being told already
            }
            RcmFlags told = told(notice, place, flags);
            Claim claim = requests.advance(scope, notice.step(), place, mark.filesys());
            answers.addAll(claim.tuples());
            if (claim.isGranted()) {
                Visit visit = new Visit(scope, names, mark, told, answers);
                RcmResult result = walk(notice, visit, place, reach(mark));
                requests.end(scope, place, mark.filesys());
                last = result.isSuccess() ? last : answers.reply(result);
            } else {
                sayIfMissing(notice, scope, place, claim, answers);
                last = answers.reply(claim);
            }
        }
        return answers.finish(last);
    }

    /** RCM fails without a word here; whoever asked from outside is told why. */
    private static void sayIfMissing(
            Notice notice, RequestScope scope, ResolvedName place, Claim claim, Answers answers) {
        if (claim.isMissing() && scope.sequence().depth() == 0) {
            String reason =
                    "nothing to " + notice.word() + ": no DR request is open on " + place.text();
            answers.assess(List.of(new Assessment(Verdict.SAFE, reason)));
        }
    }

    /** Told are those who were asked, whatever the flags of the notice say. */
    private SubtreeWalk.Reach reach(WalkMark mark) {
        return Walks.reach(requests.flagsOf(mark.key(), mark.filesys()));
    }

    /** Worked out for each resource by itself: some of a list may not have been suspended. */
    private RcmFlags told(Notice notice, ResolvedName place, RcmFlags flags) {
        boolean suspended =
                notice == Notice.RESUME && registrations.stateOf(place.key()) == RcmState.SUSPENDED;
        RcmFlags told = flags.without(RcmFlags.FILESYS);
        return suspended ? told.with(RcmFlags.SUSPENDED) : told;
    }

    private RcmResult walk(
            Notice notice, Visit visit, ResolvedName place, SubtreeWalk.Reach reach) {
        RcmResult[] result = {RcmResult.SUCCESS};
        walks.walk(
                visit.scope(),
                place.key(),
                reach,
                one -> {
                    if (isToBeTold(notice, one)) {
                        RcmResult answer =
                                teller.tell(
                                        visit,
                                        one,
                                        notice.word(),
                                        notice.callback(),
                                        any -> registrations.state(one, notice.after()));
                        result[0] = answer.isSuccess() ? result[0] : answer;
                    }
                });
        return result[0];
    }

    private boolean isToBeTold(Notice notice, Registrant one) {
        return registrations.wants(one, RegistrationKind.DR)
                && registrations.state(one) != notice.after();
    }
}
