// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.names;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.List;

/** A call that is refused before anything happened. */
public final class CallRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Errno errno;

    public CallRefused(Errno errno, String message) {
        super(message);
        this.errno = errno;
    }

    /** {@return what whoever called it hears: the number, as in RCM, and the sentence} */
    public RcmReply reply() {
        List<Assessment> why = List.of(new Assessment(Verdict.SAFE, getMessage()));
        return new RcmReply(RcmResult.FAILURE, errno, List.of(), why, 0);
    }

    /** {@return why} */
    public Errno errno() {
        return errno;
    }
}
