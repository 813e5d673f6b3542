// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmState;

/**
 * A request that commits.
 *
 * @param memory what it asked and told so far
 * @param handle asks and tells for it
 * @param flags of the commit
 */
record Request(RequestMemory memory, RcmHandle handle, RcmFlags flags) {

    /** {@return whether whoever asks goes on without knowing what will be lost} */
    boolean acceptsUnknown() {
        return flags.has(RcmFlags.FORCE)
                && handle.intent().accepted().contains(Intent.ACCEPT_UNKNOWN);
    }

    /** {@return whether it is one of the coordinator's, of which it tells how they end} */
    boolean isNumbered() {
        return handle.sequence().number() != 0;
    }

    /** {@return whether everybody has let go of a client; false where that is not known} */
    boolean hasLetGo(Asked.Disk client) {
        return !client.resource().isEmpty() && isOffline(client.resource());
    }

    /** {@return whether everybody has let go of a resource; false where that is not known} */
    boolean isOffline(String resource) {
        try {
            return handle.getResourceState(resource) == RcmState.OFFLINE;
        } catch (RcmException e) {
            return false;
        }
    }
}
