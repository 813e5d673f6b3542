// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.call;

import io.lastpath.rcm.RcmResult;

/** A call into a module that brought no answer. The message is one sentence. */
public final class CallFailed extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why there is no answer. */
    public enum Cause {
        /** The module threw something. */
        THREW,
        /** The module did not answer within its time limit. */
        LATE,
        /** The module left while it was being asked. */
        LEFT,
        /** Too many calls are still in the module that nobody waits for any longer. */
        BUSY,
        /** The coordinator stopped, or the caller was interrupted. */
        STOPPED
    }

    private final Cause cause;

    CallFailed(Cause cause, String message) {
        super(message);
        this.cause = cause;
    }

    /** {@return why there is no answer} */
    public Cause why() {
        return cause;
    }

    /** {@return what the callback counts as} */
    public RcmResult result() {
        return cause == Cause.LEFT ? RcmResult.CONFLICT : RcmResult.FAILURE;
    }
}
