// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest.adapter;

import io.lastpath.devinfo.DeviceNode.Client;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.DeviceTreeVisitor;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import java.util.List;

/**
 * A host with the HBAs of the recorded four-HBA host and two disks: one where the recorded host has
 * its mounted disk, but reached by the first HBA alone, and one that all HBAs reach.
 */
final class FixedSource implements DeviceTreeSource {
    private static final List<String> PHCIS =
            List.of(
                    "/pci0000:00/0000:00:03.0/0000:01:00.0",
                    "/pci0000:00/0000:00:04.0/0000:02:00.0",
                    "/pci0000:00/0000:00:05.0/0000:03:00.0",
                    "/pci0000:00/0000:00:06.0/0000:04:00.0");

    @Override
    public DeviceTree snapshot() {
        return new DeviceTree() {
            @Override
            public void walk(DeviceTreeVisitor visitor) {
                visitor.visit(client("/virtual/block/dm-0", "one", PHCIS.subList(0, 1)));
                visitor.visit(client("/itest/two", "two", PHCIS));
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    @Override
    public String description() {
        return "two fixed disks";
    }

    @Override
    public void addListener(DeviceTreeListener listener) {
        // Never changes.
    }

    @Override
    public void removeListener(DeviceTreeListener listener) {
        // Never changes.
    }

    private static Client client(String path, String name, List<String> phcis) {
        List<DevicePath> paths =
                phcis.stream()
                        .map(phci -> new DevicePath(NodePath.of(phci), PathState.ONLINE, ""))
                        .toList();
        return new Client(NodePath.of(path), "itest-" + name, "wwid-" + name, paths);
    }
}
