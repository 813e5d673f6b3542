// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tree;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeVisitor;
import java.util.List;

/** A snapshot that was read already. For one thread. */
final class LinuxTree implements DeviceTree {

    private final List<DeviceNode> nodes;
    private boolean walked;
    private boolean closed;

    LinuxTree(List<DeviceNode> nodes) {
        this.nodes = nodes;
    }

    @Override
    public void walk(DeviceTreeVisitor visitor) {
        if (closed || walked) {
            throw new IllegalStateException(
                    closed ? "the snapshot is closed" : "the snapshot was walked before");
        }
        walked = true;
        nodes.forEach(visitor::visit);
    }

    @Override
    public void close() {
        closed = true;
    }
}
