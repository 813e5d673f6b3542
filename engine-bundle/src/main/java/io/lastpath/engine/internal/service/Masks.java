// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.names.CallRefused;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.RcmFlags;

/** Which flags a call may carry. Stateless. */
final class Masks {

    static final RcmFlags REGISTER = RcmFlags.FILESYS;
    static final RcmFlags REQUEST =
            RcmFlags.QUERY
                    .with(RcmFlags.FORCE)
                    .with(RcmFlags.FILESYS)
                    .with(RcmFlags.QUERY_CANCEL)
                    .with(RcmFlags.SCOPE)
                    .with(RcmFlags.RETIRE_REQUEST);
    static final RcmFlags NOTIFY = RcmFlags.FILESYS.with(RcmFlags.RETIRE_NOTIFY);
    static final RcmFlags RESUME = NOTIFY.with(RcmFlags.SUSPENDED);
    static final RcmFlags EVENT = RcmFlags.NONE;

    private Masks() {}

    static void check(RcmFlags flags, RcmFlags allowed) throws CallRefused {
        if (!allowed.has(flags)) {
            throw new CallRefused(Errno.EINVAL, "not allowed here: " + flags.without(allowed));
        }
    }
}
