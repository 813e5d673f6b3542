// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.names.CallRefused;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.registry.SubtreeWalk.Reach;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Get-info: asks registrants how they use resources. Safe for use by several threads. */
public final class Informing {

    private final Registrations registrations;
    private final Teller teller;
    private final Walks walks;
    private final Untold untold;

    public Informing(Registrations registrations, Teller teller) {
        this.registrations = registrations;
        this.teller = teller;
        this.walks = new Walks(registrations);
        this.untold = new Untold(registrations);
    }

    /**
     * What came of it.
     *
     * @param reply a tuple for each registrant
     * @param silent of which resources nobody told anything, though they were asked about
     */
    public record Told(RcmReply reply, List<ResolvedName> silent) {}

    /**
     * Asks. A registrant that fails to tell is a tuple with an error; the call succeeds. One that
     * has left before its turn is unknown.
     *
     * @param scope who asks
     * @param places the resources
     * @param flags as given; the file system mark counts for the first resource that is known
     * @return who told what, and of what nobody did
     * @throws CallRefused if that resource is not the root of a file system
     */
    public Told ask(RequestScope scope, List<ResolvedName> places, RcmFlags flags)
            throws CallRefused {
        Answers answers = new Answers();
        List<ResolvedName> silent = new ArrayList<>();
        RcmFlags rest = flags;
        for (ResolvedName place : places) {
            boolean marked = rest.has(RcmFlags.FILESYS) && registrations.isKnown(place.key());
            if (marked && registrations.isOrdinary(place.key())) {
                throw new CallRefused(
                        Errno.EINVAL, place.text() + " is not the root of a file system");
            }
            rest = marked ? rest.without(RcmFlags.FILESYS) : rest;
            boolean dependents = rest.has(RcmFlags.INCLUDE_DEPENDENT);
            if (!dependents || scope.informed().add(place.key())) {
                Visit visit = new Visit(scope, ResolvedName.texts(places), null, rest, answers);
                int before = answers.size();
                describe(visit, place, marked);
                if (answers.size() == before && !marked) {
                    silent.add(place);
                }
            }
            if (!scope.isCascaded()) {
                scope.informed().clear();
            }
        }
        if (!scope.isCascaded()) {
            answers.noteAll(scope.said().graves());
        }
        return new Told(answers.reply(RcmResult.SUCCESS), List.copyOf(silent));
    }

    private void describe(Visit visit, ResolvedName place, boolean marked) {
        boolean deep = visit.flags().has(RcmFlags.INCLUDE_SUBTREE);
        if (marked && !deep) {
            return; // what lies below was not asked for, and the root itself is left out
        }
        Reach reach = marked ? Reach.BELOW : deep ? Reach.SUBTREE : Reach.NODE;
        note(visit, untold.away(place.key(), reach, EnumSet.allOf(RegistrationKind.class)));
        walks.walk(
                visit.scope(),
                place.key(),
                reach,
                one -> {
                    if (registrations.states().state(one) != RcmState.REMOVE) {
                        visit.scope().agreements().described(one);
                        teller.describe(visit, one);
                    }
                });
        note(visit, untold.in(visit.scope(), place.key(), reach));
    }

    private static void note(Visit visit, List<Assessment> unasked) {
        visit.answers().noteAll(unasked);
        visit.scope().said().assess(unasked);
    }
}
