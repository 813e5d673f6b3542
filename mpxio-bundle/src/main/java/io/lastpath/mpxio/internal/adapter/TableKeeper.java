// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.mpxio.internal.DaemonThreads;
import io.lastpath.mpxio.internal.MpxioSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
 * Keeps the last good table, reads the tree through the adapter that was chosen by name or has the
 * highest service ranking, and knows whether the table may still be believed. Safe for use by
 * several threads; the lock guards fields only and is never held while an adapter is called.
 */
@Component(service = TableKeeper.class)
public final class TableKeeper {

    private static final String CHANGED = "the device tree changed and has not been read again yet";

    private final MpxioSettings settings;
    private final Logger logger;
    private final Messages messages;
    private final ScheduledExecutorService timer = DaemonThreads.timer("lastpath-mpxio-limit");

    private final Object lock = new Object();
    private final AdapterSet adapters;
    private final Flights flights = new Flights(lock, this::fly, this::land);
    private final Runnable settingsListener = this::followSettings;
    private Adapter inUse;
    private long changes;
    private volatile TableState state = TableState.unread();

    /**
     * Starts with no table.
     *
     * @param settings has the time limit of a read
     * @param logger is told of failed reads
     */
    @Activate
    public TableKeeper(
            @Reference MpxioSettings settings,
            @Reference(service = LoggerFactory.class) Logger logger) {
        this.settings = settings;
        this.logger = logger;
        this.messages = new Messages(logger);
        this.adapters = new AdapterSet(settings.adapter());
        settings.addListener(settingsListener);
    }

    /** Lets everybody go who waits for a read, and stops listening to adapters. */
    @Deactivate
    public void close() {
        settings.removeListener(settingsListener);
        synchronized (lock) {
            adapters.inOrder().forEach(Adapter::leave);
        }
        flights.close(stopped());
        timer.shutdownNow();
        messages.close();
    }

    /** An adapter arrived. It is read when it is listened to, so that no change is missed. */
    @Reference(
            service = DeviceTreeSource.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    public void bindSource(DeviceTreeSource source, ServiceReference<DeviceTreeSource> reference) {
        synchronized (lock) {
            Adapter adapter = adapters.add(reference, source, logger);
            adapter.greet(new Listener(adapter), () -> heard(adapter));
            adapter.patience(limit(settings.readTimeLimitMillis(), () -> arriveUnheard(adapter)));
        }
        adoptBest();
    }

    /** An adapter leaves; if it is being read, that read has failed. */
    public void unbindSource(
            DeviceTreeSource source, ServiceReference<DeviceTreeSource> reference) {
        synchronized (lock) {
            Adapter gone = adapters.remove(reference);
            if (gone != null) {
                gone.leave();
            }
        }
        adoptBest();
    }

    /** The properties of an adapter changed, its ranking perhaps. */
    public void updatedSource(ServiceReference<DeviceTreeSource> reference) {
        adoptBest();
    }

    /** Another choice in the configuration goes before one that was made since. */
    private void followSettings() {
        synchronized (lock) {
            adapters.configure(settings.adapter());
        }
        adoptBest();
    }

    /**
     * Uses another adapter from now on, until the configuration names another one than now.
     *
     * @param name its name; empty for the one of highest ranking
     * @throws IllegalArgumentException if no adapter of that name is in service; nothing changes
     */
    public void use(String name) {
        synchronized (lock) {
            adapters.choose(name);
        }
        adoptBest();
    }

    /** {@return name of the adapter that was chosen; empty for the one of highest ranking} */
    public String chosen() {
        synchronized (lock) {
            return adapters.chosen();
        }
    }

    /** {@return the adapter in use; empty for none} */
    public Optional<Adapter> inUse() {
        synchronized (lock) {
            return Optional.ofNullable(inUse);
        }
    }

    /**
     * With another adapter in use, what was read through the earlier one is not believed, and
     * nobody waits for it.
     */
    private void adoptBest() {
        Flight outranked = null;
        String reason = "";
        Adapter adopted = null;
        synchronized (lock) {
            Adapter best = adapters.best();
            if (best != inUse) {
                inUse = best;
                changes++; // who comes back may have changed while nobody heard him
                adopted = best;
                publish(state.stale(notInUse()));
                if (best != null && best.hasArrived()) {
                    messages.tell(TableListener::treeChanged);
                }
                if (flights.current() != null && flights.current().adapter != null) {
                    outranked = flights.current();
                    reason = givenUp(outranked.adapter);
                }
            }
            if (best == null && !state.staleReason().equals(adapters.whyNone())) {
                publish(state.stale(adapters.whyNone()));
            }
            messages.tell(TableListener::adaptersChanged);
        }
        if (outranked != null) {
            flights.land(outranked, TableRead.failed(reason));
        }
        if (adopted != null) {
            logger.info("Device tree adapter {} is in use now.", adopted.name());
        }
    }

    private String notInUse() {
        return inUse == null
                ? adapters.whyNone()
                : "device tree adapter " + inUse.name() + " is in use now and was not read yet";
    }

    /** Why a read of an adapter that is not in use any more is not believed. */
    private String givenUp(Adapter adapter) {
        return adapters.contains(adapter)
                ? adapter.name()
                        + ": given up, "
                        + (inUse == null
                                ? adapters.whyNone()
                                : "another device tree adapter, "
                                        + inUse.name()
                                        + ", is in use now")
                : adapter.name() + ": this device tree adapter left while it was read";
    }

    /** What an adapter announces holds at once: the table is stale until it is read again. */
    private void changed(Adapter adapter) {
        synchronized (lock) {
            if (adapter != inUse) {
                return;
            }
            changes++;
            if (!state.isStale()) {
                publish(state.stale(CHANGED));
            }
            messages.tell(TableListener::treeChanged);
        }
    }

    /** Nothing is known to have changed: what was read stays in force until it is read again. */
    private void mayHaveChanged(Adapter adapter) {
        synchronized (lock) {
            if (adapter == inUse) {
                messages.tell(TableListener::treeChanged);
            }
        }
    }

    /** Hears one adapter. */
    private final class Listener implements DeviceTreeListener {
        private final Adapter adapter;

        Listener(Adapter adapter) {
            this.adapter = adapter;
        }

        @Override
        public void changed(DeviceTreeSource source) {
            TableKeeper.this.changed(adapter);
        }

        @Override
        public void mayHaveChanged(DeviceTreeSource source) {
            TableKeeper.this.mayHaveChanged(adapter);
        }
    }

    /** The listener is there: nothing is missed from now on. */
    private void heard(Adapter adapter) {
        synchronized (lock) {
            if (adapter.hasArrived()) {
                changed(adapter); // it was read without, and who knows what was missed
            } else {
                arrive(adapter);
            }
        }
    }

    /** Called with the lock held. */
    private void arrive(Adapter adapter) {
        if (adapter == inUse) {
            messages.tell(TableListener::treeChanged);
        }
        adapter.arrive();
    }

    private void arriveUnheard(Adapter adapter) {
        synchronized (lock) {
            if (adapter.hasArrived() || !adapters.contains(adapter)) {
                return;
            }
            arrive(adapter);
        }
        logger.warn(
                "Device tree adapter {} takes no listener; it is read without, and its changes may"
                        + " go unnoticed.",
                adapter.name());
    }

    private Future<?> limit(int millis, Runnable action) {
        return timer.schedule(action, millis, TimeUnit.MILLISECONDS);
    }

    /** {@return what is published now} */
    public TableState state() {
        return state;
    }

    /** {@return the adapters in service, by ranking} */
    public List<Adapter> adapters() {
        synchronized (lock) {
            return adapters.inOrder();
        }
    }

    /** Adds a listener. */
    public void addListener(TableListener listener) {
        messages.add(listener);
    }

    /** Takes a listener away; a call to it may still be under way. */
    public void removeListener(TableListener listener) {
        messages.remove(listener);
    }

    /**
     * Reads the tree and publishes what came of it. One read runs at a time: a call during a read
     * waits for the next one, which begins after the call, together with all others that wait.
     *
     * @return how that read went
     */
    public Refresh refresh() {
        return flights.request(false).map(flight -> flight.await(state)).orElseGet(this::stopped);
    }

    /** {@return a read that begins from now on and keeps the tree itself; empty after the end} */
    Optional<Flight> record() {
        return flights.request(true);
    }

    /** {@return that nothing is read any more} */
    Refresh stopped() {
        return new Refresh(state, "the multipath module stops");
    }

    /** Reads the adapter in use, as soon as it is listened to. */
    private TableRead fly(Flight flight) {
        Adapter adapter;
        String nothing;
        synchronized (lock) {
            adapter = inUse;
            nothing = adapters.whyNone();
            flight.adapter = adapter;
            flight.reader = Thread.currentThread();
        }
        if (adapter == null) {
            return TableRead.failed(nothing);
        }
        try {
            adapter.awaitArrival();
        } catch (InterruptedException e) {
            return TableRead.failed("interrupted"); // it was given up
        }
        synchronized (lock) {
            flight.changes = changes;
            flight.startedAt = Instant.now();
            flight.startedNanos = System.nanoTime();
        }
        int millis = settings.readTimeLimitMillis();
        Future<?> limit =
                limit(millis, () -> flights.land(flight, TableRead.overdue(adapter, millis)));
        try {
            return adapter.read(flight.nodes == null ? node -> {} : flight.nodes::add);
        } finally {
            limit.cancel(false);
        }
    }

    /** Publishes a read; called with the lock held. */
    private Refresh land(Flight flight, TableRead came) {
        TableRead read =
                flight.adapter == null || flight.adapter == inUse
                        ? came
                        : TableRead.failed(givenUp(flight.adapter));
        if (read.table() == null && !read.failure().equals(state.staleReason())) {
            messages.run(() -> report(read.failure()));
        }
        publish(after(flight, read));
        return new Refresh(state, read.failure());
    }

    /** A change that was announced while the tree was read may not be in what was read. */
    private TableState after(Flight flight, TableRead read) {
        if (flight.adapter != null) {
            flight.adapter.count(read, flight);
        }
        if (read.table() == null) {
            return state.withFailure(read.failure());
        }
        TableState fresh =
                state.withTable(
                        read.table(),
                        flight.adapter.name(),
                        flight.adapter.informant(),
                        Instant.now());
        return flight.changes == changes ? fresh : fresh.stale(CHANGED);
    }

    /** Without any adapter there is nothing wrong, only nothing to be seen. */
    private void report(String failure) {
        if (failure.equals(AdapterSet.NONE)) {
            logger.info("The device tree is not read: {}", failure);
        } else {
            logger.warn("The device tree could not be read: {}", failure);
        }
    }

    /** Called with the lock held, as all messages are queued, so that they keep their order. */
    private void publish(TableState published) {
        state = published;
        messages.tell(listener -> listener.published(published));
    }
}
