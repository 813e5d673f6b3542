// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmResult;
import java.util.List;

/**
 * The table's answer to somebody who wants a DR request to go a step on.
 *
 * @param result success, or why not
 * @param errno why not, where the result alone does not say
 * @param tuples the DR requests in the way
 */
public record Claim(RcmResult result, Errno errno, List<InfoTuple> tuples) {

    static final Claim GRANTED = new Claim(RcmResult.SUCCESS, Errno.NONE, List.of());
    static final Claim MISSING = new Claim(RcmResult.FAILURE, Errno.NONE, List.of());
    static final Claim VOID = new Claim(RcmResult.FAILURE, Errno.EFAULT, List.of());

    static Claim conflict(List<InfoTuple> tuples) {
        return new Claim(RcmResult.CONFLICT, Errno.NONE, tuples);
    }

    static Claim later(List<InfoTuple> tuples) {
        return new Claim(RcmResult.FAILURE, Errno.EAGAIN, tuples);
    }

    /** {@return whether there is no DR request to go on with} */
    public boolean isMissing() {
        return equals(MISSING);
    }

    public boolean isGranted() {
        return result.isSuccess();
    }
}
