// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.time.Duration;
import java.time.Instant;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * One device tree adapter in service. Its name, ranking and statistics may be read by any thread;
 * it is read by one thread at a time.
 */
public final class Adapter {

    private final ServiceReference<DeviceTreeSource> reference;
    private final DeviceTreeSource source;
    private volatile AdapterStats stats = AdapterStats.NONE;
    private volatile String description = "";

    Adapter(ServiceReference<DeviceTreeSource> reference, DeviceTreeSource source) {
        this.reference = reference;
        this.source = source;
    }

    /** {@return its short name} */
    public String name() {
        return reference.getProperty(DeviceTreeSource.ADAPTER) instanceof String name
                        && !name.isBlank()
                ? name
                : "adapter-" + reference.getProperty(Constants.SERVICE_ID);
    }

    /** {@return its service ranking} */
    public int ranking() {
        return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking
                ? ranking
                : 0;
    }

    /** {@return how reading it went so far} */
    public AdapterStats stats() {
        return stats;
    }

    /** {@return what it reads, as it said itself when it came or was last read} */
    public String description() {
        return description;
    }

    /** Asks the adapter what it reads. */
    void describe() {
        try {
            description = String.valueOf(source.description());
        } catch (RuntimeException | LinkageError e) {
            description = "does not say: " + e;
        }
    }

    DeviceTreeSource source() {
        return source;
    }

    /**
     * Reads the whole tree. Whatever the adapter throws, Errors too, is a failed read: nothing that
     * an adapter does may end the thread that callers wait for.
     */
    TableRead read() {
        describe();
        Instant started = Instant.now();
        TableRead read = readTree();
        Instant ended = Instant.now();
        stats =
                read.table() == null
                        ? stats.withFailure(read.failure(), ended)
                        : stats.withRead(
                                read.table(), started, Duration.between(started, ended).toMillis());
        return read;
    }

    private TableRead readTree() {
        try (DeviceTree tree = source.snapshot()) {
            return TableRead.good(GroupTable.of(tree));
        } catch (DeviceTreeException e) {
            return TableRead.failed(String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            return TableRead.failed("device tree adapter " + name() + " failed: " + e);
        }
    }
}
