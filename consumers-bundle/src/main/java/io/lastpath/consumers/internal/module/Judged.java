// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import io.lastpath.consumers.internal.host.Fate;
import io.lastpath.consumers.internal.host.HostUse;
import io.lastpath.consumers.internal.host.Loss;
import io.lastpath.consumers.internal.host.Stake;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A use, and what becomes of it. Immutable.
 *
 * @param stake the use
 * @param fate what becomes of it
 */
record Judged(Stake stake, Fate fate) {

    private static final String SURVIVES = ", which lives on without redundancy or with less";

    /** {@return how grave that is} */
    Verdict severity() {
        return switch (fate) {
            case KEPT -> Verdict.SAFE;
            case WEAKENED -> Verdict.DEGRADED;
            case LOST -> stake.use().severity();
        };
    }

    /** {@return who it is and what becomes of it} */
    String text() {
        return fate == Fate.WEAKENED ? stake.text() + SURVIVES : stake.text();
    }

    /**
     * Judges who uses a disk, together with all the other disks that go.
     *
     * @param use of the host
     * @param resource of the disk
     * @param handle tells which others go: those of the same call, and those that are not online
     * @param whom which stakes
     * @return those that something becomes of, the gravest first
     */
    static List<Judged> of(HostUse use, String resource, RcmHandle handle, Predicate<Stake> whom) {
        List<Stake> stakes = use.stakes(resource).stream().filter(whom).toList();
        if (stakes.isEmpty()) {
            return List.of();
        }
        Loss loss = use.loss(going(use, resource, handle));
        List<Judged> judged = new ArrayList<>();
        for (Stake stake : stakes) {
            Fate fate = loss.of(stake.use().devices(), stake.use().redundancy());
            if (fate != Fate.KEPT) {
                judged.add(new Judged(stake, fate));
            }
        }
        judged.sort((one, other) -> other.severity().compareTo(one.severity()));
        return judged;
    }

    private static Set<String> going(HostUse use, String resource, RcmHandle handle) {
        Set<String> related = use.related(resource);
        if (related.size() == 1) {
            return related;
        }
        Set<String> going = new HashSet<>(handle.resources());
        going.add(resource);
        for (String other : related) {
            if (!going.contains(other) && isGoing(handle, other)) {
                going.add(other);
            }
        }
        return going;
    }

    private static boolean isGoing(RcmHandle handle, String resource) {
        try {
            return handle.getResourceState(resource) != RcmState.ONLINE
                    || handle.isRemoved(resource);
        } catch (RcmException e) {
            return true; // not known is not safe
        }
    }
}
