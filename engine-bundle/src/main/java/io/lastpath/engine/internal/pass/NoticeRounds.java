// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.registry.Registrant;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.registry.SubtreeWalk.Reach;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.engine.internal.request.WalkMark;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Goes round the registrants of a place with the message that a DR request ends. Safe for use by
 * several threads.
 */
final class NoticeRounds {

    private final Registrations registrations;
    private final Teller teller;
    private final Absence absence;
    private final Walks walks;

    NoticeRounds(Registrations registrations, Teller teller, Absence absence) {
        this.absence = absence;
        this.registrations = registrations;
        this.teller = teller;
        this.walks = new Walks(registrations);
    }

    /**
     * Tells everybody who is concerned.
     *
     * @param notice what to tell
     * @param visit where
     * @param reach how far the request went
     * @param called who was called by an earlier run, however far that went
     * @return the last failure, or success
     */
    RcmResult go(Notice notice, Visit visit, Reach reach, Set<Called> called) {
        RcmResult[] result = {RcmResult.SUCCESS};
        Set<Registrant> met = new HashSet<>();
        walks.walk(
                visit.scope(),
                visit.mark().key(),
                reach,
                one -> {
                    met.add(one);
                    if (isToBeTold(notice, one, called)) {
                        RcmResult answer = tell(notice, visit, one);
                        result[0] = answer.isSuccess() ? result[0] : answer;
                    }
                });
        RcmResult far =
                reach == Reach.NODE
                        ? goBeyond(notice, visit, called)
                        : tell(notice, visit, hidden(visit, met, called));
        return far.isSuccess() ? result[0] : far;
    }

    /**
     * Tells whether somebody who took something along may not hear that it is gone. Whom only an
     * earlier run called, beyond what is reached, does not count: what he took along comes back by
     * itself.
     *
     * @param notice what is told
     * @param visit where
     * @param reach how far the request went
     * @param owed who was called by an earlier run
     * @param called who was called at all
     * @return whether it is a removal that nobody hears, or not everybody who was called
     */
    boolean isUnheard(
            Notice notice, Visit visit, Reach reach, Set<Called> owed, Set<Called> called) {
        Set<Called> missing = new HashSet<>(called);
        boolean[] found = {false};
        walks.walk(
                visit.scope(),
                visit.mark().key(),
                reach,
                one -> {
                    if (isToBeTold(notice, one, owed)) {
                        found[0] = true;
                        missing.remove(new Called(one.module().name(), one.resource()));
                    }
                });
        return notice == Notice.REMOVE && (!found[0] || !missing.isEmpty());
    }

    private boolean isToBeTold(Notice notice, Registrant one, Set<Called> called) {
        return registrations.wants(one, RegistrationKind.DR)
                && (registrations.states().state(one) != notice.after() || isIn(called, one));
    }

    private static boolean isIn(Set<Called> called, Registrant one) {
        return called.contains(one.called());
    }

    private RcmResult tell(Notice notice, Visit visit, Registrant one) {
        RcmResult result =
                teller.tell(
                        visit,
                        one,
                        notice.word(),
                        notice.callback(),
                        any -> registrations.states().settle(one, notice.after()));
        if (one.pid() == 0 && !one.module().hasLeft()) { // else it may not have heard all of it
            visit.scope().agreements().informed(one.called());
        }
        return result;
    }

    /**
     * Looks whether anybody who had let go in an earlier run left before its turn, and says so:
     * what is undone is not over without him.
     *
     * @param visit the round, which is over
     * @param called who was called by an earlier run
     * @return whether somebody has to be waited for
     */
    boolean isAnybodyAway(Visit visit, Set<Called> called) {
        if (!visit.scope().isRecovering() || !visit.scope().isRunning()) {
            return false; // a person may end it without him, and a stop leaves it to the next run
        }
        List<Assessment> away =
                called.stream()
                        .filter(one -> !visit.scope().agreements().isInformed(one))
                        .filter(absence::isAway)
                        .map(NoticeRounds::untold)
                        .toList();
        visit.answers().assess(away);
        visit.scope().said().assess(away);
        return !away.isEmpty();
    }

    private static Assessment untold(Called one) {
        return new Assessment(
                Verdict.UNKNOWN,
                "module "
                        + one.module()
                        + " left before it was told how the DR request ended for "
                        + one.resource()
                        + "; all are told again when it is back");
    }

    /** Tells those whom {@link #beyond} finds. */
    RcmResult goBeyond(Notice notice, Visit visit, Set<Called> called) {
        return tell(notice, visit, beyond(visit.scope(), visit.mark(), called));
    }

    private RcmResult tell(Notice notice, Visit visit, List<Registrant> all) {
        RcmResult result = RcmResult.SUCCESS;
        for (Registrant one : all) {
            if (visit.scope().isOpen()) {
                RcmResult answer = tell(notice, visit, one);
                result = answer.isSuccess() ? result : answer;
            }
        }
        return result;
    }

    /**
     * Finds who had let go in an earlier run, before the root of a file system came above him in
     * this one. Its module was not asked then, and has nothing to pass on.
     */
    private List<Registrant> hidden(Visit visit, Set<Registrant> met, Set<Called> called) {
        List<Registrant> found = new ArrayList<>();
        walks.walk(visit.scope(), visit.mark().key(), Reach.NODE, met::add);
        walks.walk(
                visit.scope(),
                visit.mark().key(),
                Reach.EVERYWHERE,
                one -> {
                    if (!met.contains(one)
                            && registrations.wants(one, RegistrationKind.DR)
                            && isIn(called, one)) {
                        found.add(one);
                    }
                });
        return found;
    }

    /** {@return whom {@link #beyond} finds, as they are known after a restart} */
    Set<Called> calledBeyond(RequestScope scope, WalkMark mark, Set<Called> called) {
        return beyond(scope, mark, called).stream()
                .map(Registrant::called)
                .collect(Collectors.toSet());
    }

    /**
     * Finds who was called below a place that was only retired, since somebody went on to take it
     * whole and did not get that done.
     *
     * @param scope in which it is looked for
     * @param mark the place
     * @param called who was called
     * @return those of them who are there
     */
    private List<Registrant> beyond(RequestScope scope, WalkMark mark, Set<Called> called) {
        List<Registrant> found = new ArrayList<>();
        if (!called.isEmpty()) {
            Set<Registrant> near = new HashSet<>();
            walks.walk(scope, mark.key(), Reach.NODE, near::add);
            Reach whole = mark.filesys() ? Reach.BELOW : Reach.SUBTREE;
            walks.walk(
                    scope,
                    mark.key(),
                    whole,
                    one -> {
                        boolean isFar = !near.contains(one) && isIn(called, one);
                        if (isFar && registrations.wants(one, RegistrationKind.DR)) {
                            found.add(one);
                        }
                    });
        }
        return found;
    }
}
