// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.registry.Registrant;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.request.DrEntry;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.engine.internal.request.RequestTable;
import io.lastpath.engine.internal.request.WalkMark;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RegistrationKind;
import java.util.List;
import java.util.function.Predicate;

/**
 * Takes the queries of a request back, at all depths of its cascade: what was free is free again,
 * and what had been taken earlier is as it was. Modules are not called for this, as in RCM, unless
 * they want to be, see {@link RcmModule#TOLD_OF_CANCEL}; what they pass on then ends nothing. Safe
 * for use by several threads.
 */
final class Cancelling {

    private final RequestTable requests;
    private final Registrations registrations;
    private final Teller teller;
    private final Walks walks;

    Cancelling(RequestTable requests, Registrations registrations, Teller teller) {
        this.requests = requests;
        this.registrations = registrations;
        this.teller = teller;
        this.walks = new Walks(registrations);
    }

    /**
     * Cancels. Where telling somebody breaks down, as for lack of memory, the rest is taken back
     * all the same before that is thrown.
     *
     * @param asked the outside request
     * @param flags of the request
     * @param which of the DR requests that it holds
     */
    void cancel(RequestScope asked, RcmFlags flags, Predicate<DrEntry> which) {
        if (!asked.isRunning()) {
            return; // the next run undoes it, and tells those who were called
        }
        RequestScope scope = asked.lasting();
        long number = scope.sequence().number();
        RcmFlags cancel =
                flags.without(RcmFlags.FILESYS).with(RcmFlags.QUERY).with(RcmFlags.QUERY_CANCEL);
        Mishaps mishaps = new Mishaps();
        for (DrEntry entry : requests.taken(number, which)) {
            mishaps.guard(() -> release(scope, entry, cancel, mishaps));
            mishaps.guard(() -> requests.takeBack(entry, number));
        }
        mishaps.raise();
    }

    private void release(RequestScope scope, DrEntry entry, RcmFlags flags, Mishaps mishaps) {
        WalkMark mark = WalkMark.ofCancel(entry.key(), entry.isFilesys());
        Visit visit = new Visit(scope, List.of(), mark, flags, new Answers());
        boolean repeat = requests.isRepeat(entry);
        walks.walk(
                scope,
                entry.key(),
                Walks.reach(entry.flags()),
                one -> release(visit, entry, one, repeat, mishaps));
    }

    /**
     * Frees whoever was still being asked when somebody else ended the DR request: the late answer
     * must not leave a mark that nobody takes away.
     */
    void tidy(RequestScope scope, List<ResolvedName> places, RcmFlags flags) {
        long number = scope.sequence().number();
        for (ResolvedName place : places) {
            if (requests.open().inTheWayOf(place.key()).isEmpty()) {
                walks.walk(
                        scope.lasting(),
                        place.key(),
                        Walks.reach(flags),
                        one -> registrations.states().free(one, number));
            }
        }
    }

    /**
     * Frees whoever was asked where another request has gone on with what this one had taken: when
     * this one is over, nothing of it is there to be taken back.
     */
    void leave(Question question, ResolvedName place) {
        long number = question.scope().sequence().number();
        if (requests.open().isGoneOnWith(number, place.key(), question.isMarked())) {
            walks.walk(
                    question.scope().lasting(),
                    place.key(),
                    question.reach(),
                    one -> registrations.states().leave(one, number));
        }
    }

    private void release(
            Visit visit, DrEntry entry, Registrant one, boolean repeat, Mishaps mishaps) {
        if (!registrations.wants(one, RegistrationKind.DR)) {
            return;
        }
        mishaps.guard(() -> tell(visit, entry, one));
        long number = visit.scope().sequence().number();
        if (repeat) {
            registrations.states().restore(one, number);
        } else {
            registrations.states().release(one, number, requests::isOver);
        }
        if (visit.flags().has(RcmFlags.SCOPE)) {
            mishaps.guard(() -> teller.usage(visit, one, visit.flags()));
        }
    }

    private void tell(Visit visit, DrEntry entry, Registrant one) {
        if (one.module().isToldOfCancel()
                && registrations.states().isQueriedBy(one, visit.scope().sequence().number())) {
            Notice notice = entry.isSuspension() ? Notice.RESUME : Notice.ONLINE;
            teller.tell(visit, one, "cancel", notice.callback(), any -> {});
        }
    }
}
