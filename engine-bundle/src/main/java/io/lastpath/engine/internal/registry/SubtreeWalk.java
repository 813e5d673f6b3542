// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import java.util.List;

/**
 * A walk over a node and what lies below it, the node first, the children in byte order. What lies
 * below the root of a file system is left to its module. The tree may change between two steps: a
 * step holds the lock, the time between does not. For one thread.
 */
public final class SubtreeWalk {

    /** How far a walk goes. */
    public enum Reach {
        /** The node and all below it. */
        SUBTREE,
        /** The node and all below it, also below roots of file systems. */
        EVERYWHERE,
        /** All below the node, but not its own registrants. */
        BELOW,
        /** The node only. */
        NODE
    }

    private final Object lock;
    private final ResourceNode start;
    private final Reach reach;
    private ResourceNode current;
    private boolean pruned;

    SubtreeWalk(Object lock, ResourceNode start, Reach reach) {
        this.lock = lock;
        this.start = start;
        this.reach = reach;
    }

    /**
     * Goes on to the next node.
     *
     * @return its registrants, newest first; null at the end
     */
    public List<Registrant> next() {
        synchronized (lock) {
            current = current == null ? start : following();
            if (current == null) {
                return null;
            }
            boolean skipped = current == start && reach == Reach.BELOW;
            // Settled before anybody is called: a root that is removed by this walk prunes it
            // still.
            boolean isLeft = current.isFilesysRoot() && !skipped && reach != Reach.EVERYWHERE;
            pruned = reach == Reach.NODE || isLeft;
            return skipped ? List.of() : List.copyOf(current.registrants());
        }
    }

    private ResourceNode following() {
        ResourceNode child = pruned ? null : current.firstChild();
        if (child != null) {
            return child;
        }
        for (ResourceNode at = current; at != start; at = at.parent()) {
            ResourceNode sibling = at.nextSibling();
            if (sibling != null) {
                return sibling;
            }
        }
        return null;
    }
}
