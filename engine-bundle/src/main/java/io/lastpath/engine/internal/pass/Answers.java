// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.request.Claim;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;

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

    void assess(List<Assessment> more) {
        assessments.addAll(more);
    }

    void late() {
        late = true;
    }

    /** {@return whether somebody said, or did not say, what makes the gravity unknown} */
    boolean isUnknown() {
        return assessments.stream().anyMatch(one -> one.verdict() == Verdict.UNKNOWN);
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
