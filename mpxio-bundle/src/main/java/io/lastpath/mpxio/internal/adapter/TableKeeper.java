// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.mpxio.internal.DaemonThreads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Keeps the last good table, reads the tree through the adapter of the highest service ranking, and
 * knows whether the table may still be believed. Safe for use by several threads; the lock guards
 * fields only and is never held while an adapter is called.
 */
@Component(service = TableKeeper.class)
public final class TableKeeper {

    private static final String LEFT = ": this device tree adapter left while it was read";

    static final String NO_ADAPTER = "no device tree adapter in service";

    private final Logger logger;
    private final ExecutorService readers = DaemonThreads.asNeeded("lastpath-mpxio-read");
    private final ExecutorService notifier = DaemonThreads.single("lastpath-mpxio-table");
    private final List<TableListener> listeners = new CopyOnWriteArrayList<>();
    private final DeviceTreeListener announcements = this::changed;

    private final Object lock = new Object();
    private final Map<ServiceReference<DeviceTreeSource>, Adapter> adapters = new HashMap<>();
    private Adapter inUse;
    private Flight current;
    private Flight next;
    private boolean closed;
    private volatile TableState state = TableState.unread();

    /**
     * Starts with no table.
     *
     * @param logger is told of failed reads
     */
    @Activate
    public TableKeeper(@Reference(service = LoggerFactory.class) Logger logger) {
        this.logger = logger;
    }

    /** Lets everybody go who waits for a read, and stops listening to adapters. */
    @Deactivate
    public void close() {
        List<Flight> waiting = new ArrayList<>();
        synchronized (lock) {
            closed = true;
            if (current != null) {
                waiting.add(current);
            }
            if (next != null) {
                waiting.add(next);
            }
            current = null;
            next = null;
            adapters.values().forEach(adapter -> ignore(adapter.source()));
        }
        waiting.forEach(flight -> flight.land(new Refresh(state, "the multipath module stops")));
        readers.shutdownNow();
        notifier.shutdown(); // after what is queued
    }

    /** An adapter arrived. */
    @Reference(
            service = DeviceTreeSource.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    public void bindSource(DeviceTreeSource source, ServiceReference<DeviceTreeSource> reference) {
        Adapter adapter = new Adapter(reference, source);
        synchronized (lock) {
            adapters.put(reference, adapter);
            adoptBest();
        }
        later(
                () -> {
                    adapter.describe();
                    source.addListener(announcements);
                });
    }

    /** An adapter leaves; if it is being read, that read has failed. */
    public void unbindSource(
            DeviceTreeSource source, ServiceReference<DeviceTreeSource> reference) {
        Flight broken = null;
        Adapter gone;
        synchronized (lock) {
            gone = adapters.remove(reference);
            if (current != null && gone != null && current.adapter == gone) {
                broken = current;
                current.reader.interrupt(); // it is in the read: landing needs the lock
            }
            adoptBest();
        }
        if (broken != null) {
            land(broken, gone, TableRead.failed(gone.name() + LEFT));
        }
        ignore(source);
    }

    private void ignore(DeviceTreeSource source) {
        later(() -> source.removeListener(announcements));
    }

    /** Calls out on a thread of its own; what goes wrong there is nobody else's concern. */
    private void later(Runnable call) {
        notifier.execute(
                () -> {
                    try {
                        call.run();
                    } catch (RuntimeException | LinkageError e) {
                        logger.error("A call to a device tree adapter or listener failed.", e);
                    }
                });
    }

    /** The properties of an adapter changed, its ranking perhaps. */
    public void updatedSource(ServiceReference<DeviceTreeSource> reference) {
        synchronized (lock) {
            adoptBest();
        }
    }

    /** {@return what is published now} */
    public TableState state() {
        return state;
    }

    /** {@return the adapters in service, the one in use first} */
    public List<Adapter> adapters() {
        synchronized (lock) {
            return adapters.entrySet().stream()
                    .sorted(
                            Map.Entry.<ServiceReference<DeviceTreeSource>, Adapter>comparingByKey()
                                    .reversed())
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }

    /** Adds a listener. */
    public void addListener(TableListener listener) {
        listeners.add(listener);
    }

    /** Takes a listener away; a call to it may still be under way. */
    public void removeListener(TableListener listener) {
        listeners.remove(listener);
    }

    /**
     * Reads the tree and publishes what came of it. One read runs at a time: a call during a read
     * waits for the next one, which begins after the call, together with all others that wait.
     *
     * @return how that read went
     */
    public Refresh refresh() {
        Flight flight;
        boolean start = false;
        synchronized (lock) {
            if (closed) {
                return new Refresh(state, "the multipath module stops");
            }
            if (current == null) {
                current = new Flight();
                flight = current;
                start = true;
            } else {
                next = next == null ? new Flight() : next;
                flight = next;
            }
        }
        if (start) {
            start(flight);
        }
        return flight.await(state);
    }

    private void start(Flight flight) {
        readers.execute(
                () -> {
                    Adapter adapter;
                    synchronized (lock) {
                        adapter = inUse;
                        flight.adapter = adapter;
                        flight.reader = Thread.currentThread();
                    }
                    TableRead read =
                            adapter == null ? TableRead.failed(NO_ADAPTER) : adapter.read();
                    land(flight, adapter, read);
                });
    }

    /** Publishes a read, unless its adapter left and it was given up, and starts the next one. */
    private void land(Flight flight, Adapter adapter, TableRead came) {
        TableRead read = came;
        Flight follower;
        Refresh refresh;
        String known;
        synchronized (lock) {
            if (current != flight) {
                return;
            }
            known = state.staleReason();
            if (adapter != null && !adapters.containsValue(adapter)) {
                read = TableRead.failed(adapter.name() + LEFT);
            }
            publish(
                    read.table() == null
                            ? state.withFailure(read.failure())
                            : state.withTable(read.table(), adapter.name(), Instant.now()));
            if (read.table() != null && adapter != inUse) {
                publish(state.stale(notInUse()));
            }
            refresh = new Refresh(state, read.failure());
            current = next;
            next = null;
            follower = current;
        }
        if (!refresh.isGood() && !refresh.failure().equals(known)) {
            report(refresh.failure());
        }
        flight.land(refresh);
        if (follower != null) {
            start(follower);
        }
    }

    /** Without any adapter there is nothing wrong, only nothing to be seen. */
    private void report(String failure) {
        if (failure.equals(NO_ADAPTER)) {
            logger.info("The device tree is not read: {}", failure);
        } else {
            logger.warn("The device tree could not be read: {}", failure);
        }
    }

    /** With another adapter in use, what was read through the earlier one is not believed. */
    private void adoptBest() {
        Adapter best =
                adapters.entrySet().stream()
                        .max(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue)
                        .orElse(null);
        if (best != inUse) {
            inUse = best;
            publish(state.stale(notInUse()));
            if (best != null) {
                tell(TableListener::treeChanged);
            }
        }
        tell(TableListener::adaptersChanged);
    }

    private String notInUse() {
        return inUse == null
                ? NO_ADAPTER
                : "device tree adapter " + inUse.name() + " is in use now and was not read yet";
    }

    private void changed(DeviceTreeSource source) {
        synchronized (lock) {
            if (inUse != null && inUse.source() == source) {
                tell(TableListener::treeChanged);
            }
        }
    }

    private void publish(TableState published) {
        state = published;
        tell(listener -> listener.published(published));
    }

    /** Queues a message; called with the lock held, so that messages keep the order of events. */
    private void tell(Consumer<TableListener> message) {
        later(() -> listeners.forEach(message));
    }
}
