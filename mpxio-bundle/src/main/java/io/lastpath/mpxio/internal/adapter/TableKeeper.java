// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.mpxio.internal.DaemonThreads;
import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.time.Duration;
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

    /** Each read has a limit of its own, and two are waited for at most. */
    public static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);

    private final MpxioSettings settings;
    private final Logger logger;
    private final Board board;
    private final Absence absence;
    private final AdapterChoice choice;
    private final ScheduledExecutorService timer = DaemonThreads.timer("lastpath-mpxio-limit");
    private final Object lock = new Object();
    private final Flights flights = new Flights(lock, this::fly, this::land);
    private final Runnable settingsListener = this::followSettings;

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
        this.board = new Board(logger);
        this.absence = new Absence(logger);
        this.choice = new AdapterChoice(lock, board, settings.adapter(), logger);
        settings.addListener(settingsListener);
    }

    /** Lets everybody go who waits for a read, and stops listening to adapters. */
    @Deactivate
    public void close() {
        settings.removeListener(settingsListener);
        choice.close();
        flights.close(stopped());
        timer.shutdownNow();
        board.close();
    }

    /** An adapter arrived. It is read when it is listened to, so that no change is missed. */
    @Reference(
            service = DeviceTreeSource.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    public void bindSource(DeviceTreeSource source, ServiceReference<DeviceTreeSource> reference) {
        choice.add(source, reference, action -> limit(settings.readTimeLimitMillis(), action));
        adoptBest();
    }

    /** An adapter leaves; if it is being read, that read has failed. */
    public void unbindSource(
            DeviceTreeSource source, ServiceReference<DeviceTreeSource> reference) {
        choice.remove(reference);
        adoptBest();
    }

    /** The properties of an adapter changed, its ranking perhaps. */
    public void updatedSource(ServiceReference<DeviceTreeSource> reference) {
        adoptBest();
    }

    private void followSettings() {
        choice.configure(settings.adapter());
        adoptBest();
    }

    /**
     * Uses another adapter from now on, until the configuration names another one than now.
     *
     * @param name its name; empty for the one of highest ranking
     * @throws IllegalArgumentException if no adapter of that name is in service; nothing changes
     */
    public void use(String name) {
        choice.choose(name);
        adoptBest();
    }

    /** {@return name of the adapter that was chosen; empty for the one of highest ranking} */
    public String chosen() {
        return choice.chosen();
    }

    /** {@return the adapter in use; empty for none} */
    public Optional<Adapter> inUse() {
        return Optional.ofNullable(choice.inUse());
    }

    /** Nobody waits for a read of an adapter that is not in use any more. */
    private void adoptBest() {
        choice.adoptBest();
        lookForChosen();
        Flight outranked;
        synchronized (lock) {
            Flight current = flights.current();
            boolean isOutranked =
                    current != null && current.adapter != null && current.adapter != choice.inUse();
            outranked = isOutranked ? current : null;
        }
        if (outranked != null) {
            flights.land(outranked, TableRead.failed(choice.givenUp(outranked.adapter)));
        }
    }

    /**
     * An adapter that was chosen and is not there may be on its way; after the end nobody waits.
     */
    private void lookForChosen() {
        if (choice.absent().isEmpty()) {
            absence.tell("");
        } else if (!timer.isShutdown()) {
            limit(Absence.PATIENCE_MILLIS, () -> absence.tell(choice.absent()));
        }
    }

    private Future<?> limit(int millis, Runnable action) {
        return timer.schedule(action, millis, TimeUnit.MILLISECONDS);
    }

    /** {@return what is published now} */
    public TableState state() {
        return board.state();
    }

    /** {@return the adapters in service, by ranking} */
    public List<Adapter> adapters() {
        return choice.inOrder();
    }

    /** Adds a listener. */
    public void addListener(TableListener listener) {
        board.add(listener);
    }

    /** Takes a listener away; a call to it may still be under way. */
    public void removeListener(TableListener listener) {
        board.remove(listener);
    }

    /**
     * Reads the tree and publishes what came of it. One read runs at a time: a call during a read
     * waits for the next one, which begins after the call, together with all others that wait.
     *
     * @return how that read went
     */
    public Refresh refresh() {
        return refresh(AS_LONG_AS_IT_TAKES);
    }

    /**
     * Does the same, and does not wait for longer than given: the read goes on, and what comes of
     * it is published.
     *
     * @param patience how long to wait
     * @return how that read went; that it was not waited for is a failure
     */
    public Refresh refresh(Duration patience) {
        return flights.request(false)
                .map(flight -> flight.await(this::state, patience))
                .orElseGet(this::stopped);
    }

    /** {@return a read that begins from now on and keeps the tree itself; empty after the end} */
    Optional<Flight> record() {
        return flights.request(true);
    }

    /** {@return that nothing is read any more} */
    Refresh stopped() {
        return new Refresh(state(), "the multipath module stops");
    }

    /** Reads the adapter in use, as soon as it is listened to. */
    private TableRead fly(Flight flight) {
        Adapter adapter;
        String nothing;
        synchronized (lock) {
            adapter = choice.inUse();
            nothing = choice.whyNone();
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
            flight.changes = choice.changes();
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
                flight.adapter == null || flight.adapter == choice.inUse()
                        ? came
                        : TableRead.failed(choice.givenUp(flight.adapter));
        if (read.table() == null && !read.failure().equals(state().staleReason())) {
            board.afterMessages(() -> report(read.failure()));
        }
        board.publish(after(flight, read));
        return new Refresh(state(), read.failure());
    }

    /** A change that was announced while the tree was read may not be in what was read. */
    private TableState after(Flight flight, TableRead read) {
        if (flight.adapter != null) {
            flight.adapter.count(read, flight);
        }
        if (read.table() == null) {
            return state().withFailure(read.failure());
        }
        TableState fresh = withTable(flight, read.table());
        return flight.changes == choice.changes() ? fresh : fresh.stale(AdapterChoice.CHANGED);
    }

    private TableState withTable(Flight flight, GroupTable table) {
        Adapter from = flight.adapter;
        TableState fresh =
                state().withTable(
                                table,
                                from.name(),
                                from.number(),
                                from.informant(),
                                Instant.now(),
                                flight.startedNanos);
        return from.isPlayed() ? fresh.played(choice.isAlone(from)) : fresh;
    }

    /** Without any adapter there is nothing wrong, only nothing to be seen. */
    private void report(String failure) {
        if (failure.equals(AdapterSet.NONE)) {
            logger.info("The device tree is not read: {}", failure);
        } else {
            logger.warn("The device tree could not be read: {}", failure);
        }
    }
}
