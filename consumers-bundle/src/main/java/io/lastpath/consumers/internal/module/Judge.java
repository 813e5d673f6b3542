// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import io.lastpath.consumers.internal.host.Fate;
import io.lastpath.consumers.internal.host.HostUse;
import io.lastpath.consumers.internal.host.Loss;
import io.lastpath.consumers.internal.host.Stake;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Judges what becomes of uses, each disk together with all the others that go. Safe for use by
 * several threads.
 */
public final class Judge {

    private final Function<String, Set<String>> usablePhcis;

    /**
     * A judge.
     *
     * @param usablePhcis gives the PHCIs that a usable path of a disk leads through, all by their
     *     resources
     */
    public Judge(Function<String, Set<String>> usablePhcis) {
        this.usablePhcis = usablePhcis;
    }

    /**
     * Judges who uses a disk.
     *
     * @param use of the host
     * @param resource of the disk
     * @param handle tells which others go: those of the same call, and those that are not online
     * @param whom which stakes
     * @return those that something becomes of, the gravest first
     */
    List<Judged> judge(HostUse use, String resource, RcmHandle handle, Predicate<Stake> whom) {
        List<Stake> stakes = use.stakes(resource).stream().filter(whom).toList();
        if (stakes.isEmpty()) {
            return List.of();
        }
        Loss loss = use.loss(going(use, resource, handle, handle.resources()));
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

    /**
     * Tells whether somebody loses what he uses.
     *
     * @param use of the host
     * @param resource of the disk
     * @param handle tells which others are not online
     * @param together which others go with it
     * @return whether it is more than redundancy that is lost
     */
    boolean isLost(HostUse use, String resource, RcmHandle handle, Collection<String> together) {
        Loss loss = use.loss(going(use, resource, handle, together));
        return use.stakes(resource).stream()
                .map(Stake::use)
                .anyMatch(each -> loss.of(each.devices(), each.redundancy()) == Fate.LOST);
    }

    private Set<String> going(
            HostUse use, String resource, RcmHandle handle, Collection<String> together) {
        Set<String> related = use.related(resource);
        if (related.size() == 1) {
            return related;
        }
        Set<String> going = new HashSet<>(together);
        going.add(resource);
        for (String other : related) {
            if (!going.contains(other) && !isThere(use, other, handle)) {
                going.add(other);
            }
        }
        return going;
    }

    /** What no path of a PHCI that is online leads to is gone even now, whoever finds that out. */
    private boolean isThere(HostUse use, String disk, RcmHandle handle) {
        return isOnline(handle, disk)
                && (!use.isMultipathed(disk)
                        || usablePhcis.apply(disk).stream()
                                .anyMatch(phci -> isOnline(handle, phci)));
    }

    /** Nothing is there that hangs by a card that is out, or was removed. */
    private static boolean isOnline(RcmHandle handle, String resource) {
        int end = resource.lastIndexOf('/');
        boolean isTop = end <= 0 || resource.indexOf('/', 1) == end;
        return isItself(handle, resource)
                && (isTop || isOnline(handle, resource.substring(0, end)));
    }

    /** Not known is not safe. */
    private static boolean isItself(RcmHandle handle, String resource) {
        try {
            return handle.getResourceState(resource) == RcmState.ONLINE
                    && !handle.isRemoved(resource);
        } catch (RcmException e) {
            return false;
        }
    }
}
