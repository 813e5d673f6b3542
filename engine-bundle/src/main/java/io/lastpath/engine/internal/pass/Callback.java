// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;

/** One of a module's operations other than get-info. */
@FunctionalInterface
public interface Callback {

    /** Calls it; the arguments are those of the module's operations. */
    ModuleReply call(RcmModule module, RcmHandle handle, String resource, long pid, RcmFlags flags);
}
