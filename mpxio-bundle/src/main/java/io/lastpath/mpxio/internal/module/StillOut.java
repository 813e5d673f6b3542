// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmState;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells which clients wait to hear how it ended. The other PHCI of a card may have told them a
 * moment ago, and nobody took what had another path then: the coordinator fails what is told
 * without a DR request.
 *
 * @param handle knows
 */
record StillOut(RcmHandle handle) {

    /** What was let go, or is being let go; one that failed stays open. */
    private static final Set<RcmState> AWAY =
            EnumSet.of(RcmState.OFFLINING, RcmState.OFFLINE, RcmState.OFFLINE_FAIL);

    /** What was taken before, and is asked about once more, or not yet known. */
    private static final Set<RcmState> ASKED_ANEW =
            EnumSet.of(
                    RcmState.OFFLINE_QUERYING,
                    RcmState.OFFLINE_QUERY,
                    RcmState.OFFLINE_QUERY_FAIL,
                    RcmState.UNKNOWN);

    /** {@return those of some clients that are out, and were taken, whoever has them out now} */
    List<String> of(List<String> clients, Map<String, Asked.Disk> taken) {
        Set<String> own =
                taken.values().stream().map(Asked.Disk::resource).collect(Collectors.toSet());
        return isCoordinated()
                ? clients.stream().filter(this::isOut).filter(own::contains).toList()
                : clients;
    }

    /** {@return disks that hang by a PHCI, can be named, and are out in a request or may be} */
    List<Asked.Disk> of(String phci, Effect effect) {
        return isCoordinated()
                ? Asked.of(phci, effect).disks().stream()
                        .filter(disk -> !disk.resource().isEmpty() && isOut(disk.resource()))
                        .toList()
                : List.of();
    }

    /** {@return those of some clients that nobody has out, as far as that is known} */
    Set<String> back(List<String> clients) {
        return isCoordinated()
                ? clients.stream().filter(client -> !isOut(client)).collect(Collectors.toSet())
                : Set.of();
    }

    /** {@return whether it serves a request: number 0 is none of the coordinator's} */
    boolean isCoordinated() {
        return handle.sequence().number() != 0;
    }

    /** {@return whether a client is out, or that is not known} */
    boolean isOut(String client) {
        return state(client) != RcmState.ONLINE;
    }

    /** {@return whether a client was let go, and neither comes back nor is asked about just now} */
    boolean isAway(String client) {
        RcmState state = state(client);
        return AWAY.contains(state) || state == RcmState.UNKNOWN;
    }

    /** {@return whether what was taken is still out, and does not come back or go just now} */
    boolean isHeld(String taken) {
        RcmState state = state(taken);
        return AWAY.contains(state) || ASKED_ANEW.contains(state);
    }

    private RcmState state(String resource) {
        try {
            return handle.getResourceState(resource);
        } catch (RcmException e) {
            return RcmState.UNKNOWN;
        }
    }
}
