// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.file.PatientReads;
import io.lastpath.linux.internal.file.RootedFiles;
import io.lastpath.linux.internal.tool.RecordedTools;
import io.lastpath.linux.internal.tree.HostSurvey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Reads a host below a folder, as the adapter does. */
public final class RecordedHost {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private RecordedHost() {}

    public static List<DeviceNode> read(Path root) throws IOException {
        return read(new RootedFiles(root));
    }

    public static List<DeviceNode> read(HostFiles files) throws IOException {
        PatientReads reads = new PatientReads(files, LIMIT);
        return new HostSurvey(reads, new RecordedTools(reads), Duration.ofSeconds(60))
                .full()
                .nodes();
    }

    public static List<DeviceNode.Client> clients(List<DeviceNode> nodes) {
        return only(nodes, DeviceNode.Client.class);
    }

    public static List<DeviceNode.Unreadable> unreadable(List<DeviceNode> nodes) {
        return only(nodes, DeviceNode.Unreadable.class);
    }

    public static List<String> phcis(List<DeviceNode> nodes) {
        return only(nodes, DeviceNode.Phci.class).stream().map(p -> name(p.path())).toList();
    }

    public static String phci(DevicePath path) {
        return name(path.phci());
    }

    public static String name(NodePath path) {
        return path instanceof NodePath.Known known
                ? known.path()
                : ((NodePath.Unreadable) path).where();
    }

    private static <T> List<T> only(List<DeviceNode> nodes, Class<T> type) {
        return nodes.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
