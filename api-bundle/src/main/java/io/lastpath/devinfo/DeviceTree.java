// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A snapshot of a host's device tree, see di_init(3DEVINFO). Used by the thread that took it,
 * walked once, closed once.
 */
@ConsumerType
public interface DeviceTree extends AutoCloseable {

    /**
     * Shows every PHCI, client and unreadable node in pre-order: a node, its children, its
     * siblings.
     *
     * @param visitor is shown the nodes, on the calling thread
     * @throws DeviceTreeException if the walk had to end early: what was shown is then not the
     *     whole tree
     * @throws IllegalStateException if the snapshot is closed or was walked before
     */
    void walk(DeviceTreeVisitor visitor) throws DeviceTreeException;

    /** Frees the snapshot. A second call does nothing. */
    @Override
    void close();
}
