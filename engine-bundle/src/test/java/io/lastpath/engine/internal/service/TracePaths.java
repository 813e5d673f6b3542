// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.DeviceTreeVisitor;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The path table of a trace: client, PHCI and state. What is seen of it is what was there last. */
final class TracePaths implements DeviceTreeSource {

    private final List<List<String>> table = new ArrayList<>();
    private volatile List<DeviceNode> seen = List.of();

    /** Shows the table as it is now. */
    void show() {
        seen = nodes();
    }

    @Override
    public DeviceTree snapshot() {
        List<DeviceNode> nodes = seen;
        return new DeviceTree() {
            @Override
            public void walk(DeviceTreeVisitor visitor) {
                nodes.forEach(visitor::visit);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String description() {
        return "the path table of a trace";
    }

    @Override
    public void addListener(DeviceTreeListener listener) {}

    @Override
    public void removeListener(DeviceTreeListener listener) {}

    /** Changes a path, adds it, or takes it away. */
    void set(List<String> path) {
        boolean gone = path.get(2).equals("gone");
        for (int i = 0; i < table.size(); i++) {
            if (table.get(i).subList(0, 2).equals(path.subList(0, 2))) {
                if (gone) {
                    table.remove(i);
                } else {
                    table.set(i, path);
                }
                return;
            }
        }
        if (!gone) {
            table.add(path);
        }
    }

    /** {@return the clients in the order of their first appearance, with their paths} */
    private List<DeviceNode> nodes() {
        Map<String, List<DevicePath>> clients = new LinkedHashMap<>();
        for (List<String> path : table) {
            PathState state = PathState.valueOf(path.get(2).toUpperCase(Locale.ROOT));
            clients.computeIfAbsent(path.get(0), any -> new ArrayList<>())
                    .add(new DevicePath(NodePath.of(path.get(1)), state, ""));
        }
        List<DeviceNode> nodes = new ArrayList<>();
        clients.forEach(
                (client, paths) ->
                        nodes.add(new DeviceNode.Client(NodePath.of(client), "", "", paths)));
        return nodes;
    }
}
