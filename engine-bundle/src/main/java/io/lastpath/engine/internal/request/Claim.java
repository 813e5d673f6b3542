// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.journal.Called;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmResult;
import java.util.List;
import java.util.Set;

/**
 * The table's answer to somebody who wants a DR request to go a step on.
 *
 * @param result success, or why not
 * @param errno why not, where the result alone does not say
 * @param tuples the DR requests in the way
 * @param called who was called by an earlier run and has to be told, whatever state this run has
 *     them in
 */
public record Claim(RcmResult result, Errno errno, List<InfoTuple> tuples, Set<Called> called) {

    static final Claim GRANTED = granted(Set.of());
    static final Claim MISSING = refused(RcmResult.FAILURE, Errno.NONE, List.of());
    static final Claim VOID = refused(RcmResult.FAILURE, Errno.EFAULT, List.of());

    /** Others hold it still, or it comes back by itself: granted, with nothing to be done. */
    static final Claim HELD = refused(RcmResult.SUCCESS, Errno.EAGAIN, List.of());

    static Claim granted(Set<Called> called) {
        return new Claim(RcmResult.SUCCESS, Errno.NONE, List.of(), called);
    }

    static Claim conflict(List<InfoTuple> tuples) {
        return refused(RcmResult.CONFLICT, Errno.NONE, tuples);
    }

    static Claim later(List<InfoTuple> tuples) {
        return refused(RcmResult.FAILURE, Errno.EAGAIN, tuples);
    }

    private static Claim refused(RcmResult result, Errno errno, List<InfoTuple> tuples) {
        return new Claim(result, errno, tuples, Set.of());
    }

    /** {@return whether there is no DR request to go on with} */
    public boolean isMissing() {
        return equals(MISSING);
    }

    /** {@return whether there is nothing to be told, since others hold it still} */
    public boolean isHeld() {
        return equals(HELD);
    }

    public boolean isGranted() {
        return result.isSuccess();
    }
}
