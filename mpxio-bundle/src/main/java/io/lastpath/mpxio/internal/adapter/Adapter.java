// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.DeviceTreeVisitor;
import io.lastpath.mpxio.internal.DaemonThreads;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.Logger;

/**
 * One device tree adapter in service. Its name, ranking and statistics may be read by any thread.
 * It is read by one thread at a time, but for reads that were given up and have not returned; all
 * other calls to it are made on a thread of its own, so that it can only block itself.
 */
public final class Adapter {

    /** So many reads may hang in an adapter before it is not called any more. */
    static final int MOST_READS = 4;

    private final long number;
    private final String name;
    private final String ownName;
    private final ServiceReference<DeviceTreeSource> reference;
    private final DeviceTreeSource source;
    private final Logger logger;
    private final ExecutorService calls = DaemonThreads.single("lastpath-mpxio-adapter");
    private final CompletableFuture<Void> arrival = new CompletableFuture<>();
    private final Queue<Instant> reads = new ConcurrentLinkedQueue<>();
    private volatile AdapterStats stats = AdapterStats.NONE;
    private volatile String description = "";
    private volatile List<String> remarks = List.of();
    private volatile Instant lookedAt;

    /** Set by {@link #greet} and used by {@link #leave}; guarded by the keeper's lock. */
    private DeviceTreeListener listener;

    private Future<?> greeting;

    /** Ends the wait for the listener; would keep an adapter that has gone until then. */
    private Future<?> patience;

    Adapter(
            long number,
            String name,
            String ownName,
            ServiceReference<DeviceTreeSource> reference,
            DeviceTreeSource source,
            Logger logger) {
        this.number = number;
        this.name = name;
        this.ownName = ownName;
        this.reference = reference;
        this.source = source;
        this.logger = logger;
    }

    /** {@return what tells it from all others, also from one of its name that has left} */
    long number() {
        return number;
    }

    /** {@return what its trees come from} */
    public Origin origin() {
        return new Origin(name, number);
    }

    /** {@return its short name, which no other adapter in service has} */
    public String name() {
        return name;
    }

    /** {@return whether this is its name here, or the one that it gave itself} */
    boolean isNamed(String wanted) {
        return wanted.equals(name) || wanted.equals(ownName);
    }

    /** {@return its service properties} */
    Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        for (String key : reference.getPropertyKeys()) {
            properties.put(key, reference.getProperty(key));
        }
        return Map.copyOf(properties);
    }

    /** {@return its service ranking} */
    public int ranking() {
        return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking
                ? ranking
                : 0;
    }

    /** {@return the module that answers for who uses its clients; empty where it names none} */
    String informant() {
        return reference.getProperty(DeviceTreeSource.USERS) instanceof String module ? module : "";
    }

    /** {@return whether it only plays a host} */
    boolean isPlayed() {
        return Boolean.TRUE.equals(reference.getProperty(DeviceTreeSource.PLAYED));
    }

    /** {@return the folder whose files it reads; empty where it names none} */
    public String root() {
        return reference.getProperty(DeviceTreeSource.ROOT) instanceof String root ? root : "";
    }

    /** {@return how reading it went so far} */
    public AdapterStats stats() {
        return stats;
    }

    /** {@return what it reads, as it said itself when it came or was last read} */
    public String description() {
        return description;
    }

    /** {@return what to know of its sources, as it said itself when it was last read} */
    public List<String> remarks() {
        return remarks;
    }

    /** {@return when it last looked by itself and found nothing changed; null for never} */
    public Instant lookedAt() {
        return lookedAt;
    }

    /** It has looked, and nothing has changed. */
    void looked() {
        lookedAt = Instant.now();
    }

    /** Starts to listen to it, and tells when the listener is there or was refused. */
    void greet(DeviceTreeListener newListener, Runnable arrived) {
        listener = newListener;
        greeting =
                calls.submit(
                        () -> {
                            call(() -> source.addListener(newListener));
                            arrived.run();
                            describe();
                        });
    }

    /** Sets what ends the wait for the listener to be there. */
    void patience(Future<?> limit) {
        patience = limit;
    }

    /** Stops listening to it, after a call to it that is under way and is interrupted. */
    void leave() {
        DeviceTreeListener left = listener;
        greeting.cancel(true);
        patience.cancel(false);
        calls.execute(() -> call(() -> source.removeListener(left)));
        calls.shutdown();
    }

    private void call(Runnable call) {
        try {
            call.run();
        } catch (Throwable e) {
            logger.error("A call to device tree adapter {} failed.", name, e);
        }
    }

    /** {@return whether it may be read} */
    boolean hasArrived() {
        return arrival.isDone();
    }

    /** Has it read from now on. */
    void arrive() {
        arrival.complete(null);
        patience.cancel(false);
    }

    /** Waits until it may be read. */
    void awaitArrival() throws InterruptedException {
        try {
            arrival.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // never completed with an exception
        }
    }

    private void describe() {
        try {
            description = String.valueOf(source.description());
        } catch (Throwable e) {
            description = "does not say: " + e;
        }
        try {
            remarks = List.copyOf(source.remarks());
        } catch (Throwable e) {
            remarks = List.of("it is not known what to know of its sources: " + e);
        }
    }

    /**
     * Reads the whole tree, and shows it to somebody else as well. Whatever the adapter throws,
     * Errors too, is a failed read: nothing that an adapter does may end the thread that callers
     * wait for.
     */
    TableRead read(DeviceTreeVisitor observer) {
        Instant begun = Instant.now();
        reads.add(begun);
        try {
            if (reads.size() > MOST_READS) {
                return TableRead.failed(
                        "device tree adapter "
                                + name
                                + " is not read: "
                                + MOST_READS
                                + " reads that were given up have not returned; restart its bundle");
            }
            describe();
            return readTree(observer);
        } finally {
            reads.remove(begun);
        }
    }

    /** {@return since when each read that is under way is, those that were given up included} */
    public List<Instant> reads() {
        return List.copyOf(reads);
    }

    private TableRead readTree(DeviceTreeVisitor observer) {
        try (DeviceTree tree = source.snapshot()) {
            return TableRead.good(GroupTable.of(tree, observer));
        } catch (DeviceTreeException e) {
            return TableRead.failed(String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            return TableRead.failed("device tree adapter " + name + " failed: " + e);
        }
    }

    /** Counts a read that ended or was given up; called by one thread at a time. */
    void count(TableRead read, Flight flight) {
        stats =
                read.table() == null
                        ? stats.withFailure(read.failure(), Instant.now())
                        : stats.withRead(read.table(), flight.startedAt, flight.millis());
    }
}
