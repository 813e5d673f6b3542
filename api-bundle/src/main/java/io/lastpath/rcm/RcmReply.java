// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The answer to one call: RCM's own result and tuples, and beside them what modules said of its
 * gravity. Immutable.
 *
 * @param result what it came to
 * @param errno why the call failed for another reason than what modules answered; {@link
 *     Errno#NONE} otherwise
 * @param tuples who said what, in calling order; the tuples of dependents follow their owner's
 * @param assessments what modules said of the gravity, in calling order; those that had nothing to
 *     add are left out
 * @param operation number of the record of this outside request, see {@link
 *     Coordinator#operations()}; 0 where none is kept: registrations, states, and calls from within
 *     a callback but for what is begun when an event is heard of
 */
public record RcmReply(
        RcmResult result,
        Errno errno,
        List<InfoTuple> tuples,
        List<Assessment> assessments,
        long operation) {

    /** Success, and nobody said anything. */
    public static final RcmReply SUCCESS =
            new RcmReply(RcmResult.SUCCESS, Errno.NONE, List.of(), List.of(), 0);

    /** Checks that nothing is missing and copies the lists. */
    public RcmReply {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(errno, "errno");
        tuples = List.copyOf(tuples);
        assessments = List.copyOf(assessments);
    }

    /**
     * A call that failed before anybody was asked.
     *
     * @param errno why
     * @return {@link RcmResult#FAILURE} for that reason
     */
    public static RcmReply failure(Errno errno) {
        return new RcmReply(RcmResult.FAILURE, errno, List.of(), List.of(), 0);
    }

    /**
     * The same answer as the record of an outside request has it.
     *
     * @param number of that request
     * @return the reply with {@link #operation} set
     */
    public RcmReply numbered(long number) {
        return new RcmReply(result, errno, tuples, assessments, number);
    }

    /**
     * The same answer with something more to say.
     *
     * @param more comes after what was said already; empty for nothing
     * @return the reply with all {@link #assessments}
     */
    public RcmReply with(List<Assessment> more) {
        return more.isEmpty()
                ? this
                : new RcmReply(
                        result,
                        errno,
                        tuples,
                        Stream.concat(assessments.stream(), more.stream()).toList(),
                        operation);
    }

    /** {@return whether the result is {@link RcmResult#SUCCESS}} */
    public boolean isSuccess() {
        return result.isSuccess();
    }

    /**
     * Works out how grave this is: the highest severity that a tuple or an assessment names. A
     * refusal is at least {@link Verdict#DATA_CRITICAL}, a conflict and a call that failed for an
     * {@link Errno} are {@link Verdict#UNKNOWN}; {@link RcmResult#NO_CONSTRAINT} is no refusal
     * where nobody said anything.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        Verdict verdict = verdictOfResult();
        for (InfoTuple tuple : tuples) {
            verdict = verdict.or(tuple.severity(Verdict.SAFE));
            if (result.isSuccess() && !tuple.error().isEmpty()) {
                verdict = Verdict.UNKNOWN; // somebody could not say
            }
        }
        for (Assessment assessment : assessments) {
            verdict = verdict.or(assessment.verdict());
        }
        return verdict;
    }

    private Verdict verdictOfResult() {
        if (result.equals(RcmResult.CONFLICT) || errno != Errno.NONE) {
            return Verdict.UNKNOWN;
        }
        boolean nobody = tuples.isEmpty() && assessments.isEmpty();
        boolean unasked = result.equals(RcmResult.NO_CONSTRAINT) && nobody;
        return result.isSuccess() || unasked ? Verdict.SAFE : Verdict.DATA_CRITICAL;
    }
}
