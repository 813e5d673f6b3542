// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.names;

import io.lastpath.rcm.Errno;

/** A call that is refused before anything happened. */
public final class CallRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Errno errno;

    public CallRefused(Errno errno, String message) {
        super(message);
        this.errno = errno;
    }

    /** {@return why} */
    public Errno errno() {
        return errno;
    }
}
