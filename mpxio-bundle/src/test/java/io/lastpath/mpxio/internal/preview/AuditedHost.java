// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.mpxio.internal.support.UsedClients;
import java.util.List;
import java.util.Optional;

/** An audit of a host of a few clients with two ports on one card. */
abstract class AuditedHost {

    static final String ONE = "/pci0000:00/0000:00:03.0/0000:01:00.0";
    static final String OTHER_PORT = "/pci0000:00/0000:00:03.0/0000:01:00.1";
    static final String TWO = "/pci0000:00/0000:00:04.0/0000:02:00.0";

    final UsedClients handle = new UsedClients();

    static DevicePath path(String phci, String target) {
        return path(phci, target, PathState.ONLINE);
    }

    static DevicePath path(String phci, String target, PathState state) {
        return new DevicePath(NodePath.of(phci), state, target);
    }

    Audit audit(DeviceNode... nodes) {
        PreviewRun run = new PreviewRun(Nodes.state(List.of(nodes)), Optional.of(handle));
        return run.audit(run.each(9), new TableNames(run.state().table()));
    }

    static List<String> lines(Audit audit) {
        return audit.points().stream()
                .map(
                        point ->
                                point.kind().word()
                                        + " "
                                        + point.id()
                                        + " "
                                        + point.preview().verdict())
                .toList();
    }
}
