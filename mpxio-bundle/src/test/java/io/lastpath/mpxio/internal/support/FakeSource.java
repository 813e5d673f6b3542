// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.support;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.DeviceTreeVisitor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An adapter over a list of nodes. */
public class FakeSource implements DeviceTreeSource {

    private final List<DeviceTreeListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger snapshots = new AtomicInteger();
    private volatile List<DeviceNode> nodes;
    private volatile String failure = "";
    private final AtomicInteger restless = new AtomicInteger();

    public FakeSource(List<DeviceNode> nodes) {
        this.nodes = nodes;
    }

    public void set(List<DeviceNode> newNodes) {
        nodes = newNodes;
        failure = "";
    }

    public void fail(String reason) {
        failure = reason;
    }

    public void announce() {
        listeners.forEach(listener -> listener.changed(this));
    }

    /** Changes during each of so many reads from now on. */
    public void announceWhileRead(int reads) {
        restless.set(reads);
    }

    public void haveLookedAtAgain() {
        listeners.forEach(listener -> listener.mayHaveChanged(this));
    }

    public void haveLookedAndFoundNothing() {
        listeners.forEach(listener -> listener.unchanged(this));
    }

    public int snapshots() {
        return snapshots.get();
    }

    public List<DeviceTreeListener> listeners() {
        return listeners;
    }

    @Override
    public List<String> remarks() {
        return List.of("its paths are made up");
    }

    @Override
    public DeviceTree snapshot() throws DeviceTreeException {
        snapshots.incrementAndGet();
        if (restless.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            announce();
        }
        if (!failure.isEmpty()) {
            throw new DeviceTreeException(failure);
        }
        return tree(nodes);
    }

    public static DeviceTree tree(List<DeviceNode> nodes) {
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
        return "a list in a test";
    }

    @Override
    public void addListener(DeviceTreeListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(DeviceTreeListener listener) {
        listeners.remove(listener);
    }
}
