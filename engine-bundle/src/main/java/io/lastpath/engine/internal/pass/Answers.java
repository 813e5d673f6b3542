// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.request.Claim;
import io.lastpath.engine.internal.request.Said;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers what one call brings. For one thread. */
final class Answers {

    private final List<InfoTuple> tuples = new ArrayList<>();
    private final List<Assessment> assessments = new ArrayList<>();
    private boolean late;

    void add(InfoTuple tuple) {
        tuples.add(tuple);
    }

    void addAll(List<InfoTuple> more) {
        tuples.addAll(more);
    }

    /** Says what must not be lost, whether or not who heard it has passed it on. */
    void noteSaid(Said said) {
        noteAll(said.graves());
        noteUses(said.graveUses());
    }

    /** {@return how many tuples there are so far} */
    int size() {
        return tuples.size();
    }

    void assess(List<Assessment> more) {
        assessments.addAll(more);
    }

    /** Says something once, however often it comes up. */
    void note(Assessment one) {
        if (!assessments.contains(one)) {
            assessments.add(one);
        }
    }

    /** Says what has not been said yet. */
    void noteAll(List<Assessment> more) {
        Set<Assessment> all = new LinkedHashSet<>(more);
        assessments.forEach(all::remove);
        assessments.addAll(all);
    }

    /** Says of uses what no tuple says, as where a module kept to itself what it was told. */
    void noteUses(List<InfoTuple> uses) {
        for (InfoTuple use : uses) {
            Verdict verdict = use.severity(Verdict.SAFE);
            if (tuples(verdict).stream().noneMatch(one -> isSameUse(one, use))) {
                note(new Assessment(verdict, sentence(use), Set.of(use.resource())));
            }
        }
    }

    private static boolean isSameUse(InfoTuple one, InfoTuple other) {
        return one.resource().equals(other.resource())
                && one.module().equals(other.module())
                && one.pid() == other.pid();
    }

    private static String sentence(InfoTuple use) {
        return "module "
                + use.module()
                + " uses "
                + use.resource()
                + (use.info().isEmpty() ? "" : ": " + use.info())
                + (use.error().isEmpty() ? "" : "; " + use.error());
    }

    List<Assessment> assessments(Verdict verdict) {
        return assessments.stream().filter(one -> one.verdict() == verdict).toList();
    }

    List<InfoTuple> tuples(Verdict verdict) {
        return tuples.stream().filter(one -> one.severity(Verdict.SAFE) == verdict).toList();
    }

    void late() {
        late = true;
    }

    /** {@return whether somebody said, or did not say, what makes the gravity unknown} */
    boolean isUnknown() {
        return !assessments(Verdict.UNKNOWN).isEmpty() || !tuples(Verdict.UNKNOWN).isEmpty();
    }

    RcmReply reply(RcmResult result) {
        Errno errno = late && !result.isSuccess() ? Errno.ETIMEDOUT : Errno.NONE;
        return new RcmReply(result, errno, tuples, assessments, 0);
    }

    /** {@return the outcome of an earlier reply with all that was gathered since} */
    RcmReply finish(RcmReply last) {
        return new RcmReply(last.result(), last.errno(), tuples, assessments, 0);
    }

    RcmReply reply(Claim refusal) {
        return new RcmReply(refusal.result(), refusal.errno(), tuples, assessments, 0);
    }
}
