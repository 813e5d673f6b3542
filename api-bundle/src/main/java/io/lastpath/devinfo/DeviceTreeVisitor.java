// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo;

import org.osgi.annotation.versioning.ConsumerType;

/** Is shown the nodes of a device tree, see di_walk_node(3DEVINFO). */
@ConsumerType
@FunctionalInterface
public interface DeviceTreeVisitor {

    /**
     * Is shown one node. What it throws ends the walk and reaches whoever started it.
     *
     * @param node the node
     */
    void visit(DeviceNode node);
}
