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
 * @param remedy what gives back what it took
 */
record Request(RequestMemory memory, RcmHandle handle, RcmFlags flags, Remedy remedy) {

    /** What ends a request that has failed at its commit: it is open, and holds what it took. */
    enum Remedy {
        ONLINE("bring %s online again"),
        RESUME("resume %s");

        private final String words;

        Remedy(String words) {
            this.words = words;
        }
    }

    /** {@return what is to be done about an objection to the commit of a PHCI} */
    String remedy(String phci) {
        return "; " + remedy.words.formatted(phci) + " and ask anew";
    }

    /** {@return whether whoever asks goes on without knowing what will be lost} */
    boolean acceptsUnknown() {
        return flags.has(RcmFlags.FORCE)
                && handle.intent().accepted().contains(Intent.ACCEPT_UNKNOWN);
    }

    /**
     * Tells whether the coordinator has not asked about a PHCI of a suspend since that is suspended
     * already: those that led to clients, and were not, were asked about.
     *
     * @param phci one that goes in the same call and was not asked about
     * @return whether it led to clients when others were asked about; false for an offline
     */
    boolean wasSuspended(String phci) {
        return remedy == Remedy.RESUME
                && memory.queries().stream().anyMatch(asked -> asked.showed(phci));
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
