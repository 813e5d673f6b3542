// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.Logger;

/**
 * The adapters in service, which of them is in use, and what that one announces. Safe for use by
 * several threads; the keeper's lock guards its fields and is never held while an adapter is
 * called.
 */
final class AdapterChoice {

    static final String CHANGED = "the device tree changed and has not been read again yet";

    private final Object lock;
    private final Board board;
    private final Logger logger;
    private final AdapterSet adapters;
    private Adapter inUse;

    /** Number of the one that was in use before all others; 0 for none. */
    private long first;

    private long changes;

    /**
     * No adapters yet.
     *
     * @param lock guards the fields
     * @param board has the table, which an adapter that comes or announces something makes stale
     * @param configured name of the adapter that is wanted; empty for the highest ranking
     * @param logger is told of another adapter in use
     */
    AdapterChoice(Object lock, Board board, String configured, Logger logger) {
        this.lock = lock;
        this.board = board;
        this.logger = logger;
        this.adapters = new AdapterSet(configured);
    }

    /**
     * An adapter arrived. It is in use only once it is adopted.
     *
     * @param patience has something done if the adapter takes no listener for long
     */
    void add(
            DeviceTreeSource source,
            ServiceReference<DeviceTreeSource> reference,
            Function<Runnable, Future<?>> patience) {
        synchronized (lock) {
            Adapter adapter = adapters.add(reference, source, logger);
            adapter.greet(new Listener(adapter), () -> heard(adapter));
            adapter.patience(patience.apply(() -> arriveUnheard(adapter)));
        }
    }

    void remove(ServiceReference<DeviceTreeSource> reference) {
        synchronized (lock) {
            Adapter gone = adapters.remove(reference);
            if (gone != null) {
                gone.leave();
            }
        }
    }

    void close() {
        synchronized (lock) {
            adapters.inOrder().forEach(Adapter::leave);
        }
    }

    /** Another choice in the configuration goes before one that was made since. */
    void configure(String name) {
        synchronized (lock) {
            adapters.configure(name);
        }
    }

    /**
     * Wants another adapter.
     *
     * @throws IllegalArgumentException if no adapter of that name is in service; nothing changes
     */
    void choose(String name) {
        synchronized (lock) {
            adapters.choose(name);
        }
    }

    String chosen() {
        synchronized (lock) {
            return adapters.chosen();
        }
    }

    /** {@return the adapters in service, by ranking} */
    List<Adapter> inOrder() {
        synchronized (lock) {
            return adapters.inOrder();
        }
    }

    /** {@return the adapter in use; null for none} */
    Adapter inUse() {
        synchronized (lock) {
            return inUse;
        }
    }

    /**
     * {@return whether there is no other adapter, and none was in use before; called with the lock
     * held}
     */
    boolean isAlone(Adapter adapter) {
        return adapter.number() == first && adapters.inOrder().equals(List.of(adapter));
    }

    /** {@return how many changes were announced; called with the lock held} */
    long changes() {
        return changes;
    }

    /** {@return why no adapter is in use although one was chosen; empty if that is not so} */
    String absent() {
        synchronized (lock) {
            return inUse == null && !adapters.chosen().isEmpty() ? adapters.whyNone() : "";
        }
    }

    /** {@return why there is no adapter to be used, in one sentence} */
    String whyNone() {
        synchronized (lock) {
            return adapters.whyNone();
        }
    }

    /** With another adapter in use, what was read through the earlier one is not believed. */
    void adoptBest() {
        Adapter adopted = null;
        synchronized (lock) {
            Adapter best = adapters.best();
            if (best != inUse) {
                adopted = best;
                adopt(best);
            }
            if (best == null && !board.state().staleReason().equals(adapters.whyNone())) {
                board.stale(adapters.whyNone());
            }
            board.tell(TableListener::adaptersChanged);
        }
        if (adopted != null) {
            logger.info("Device tree adapter {} is in use now.", adopted.name());
        }
    }

    private void adopt(Adapter best) {
        inUse = best;
        first = first == 0 && best != null ? best.number() : first;
        changes++; // who comes back may have changed while nobody heard him
        board.stale(
                best == null
                        ? adapters.whyNone()
                        : "device tree adapter "
                                + best.name()
                                + " is in use now and was not read yet");
        if (best != null && best.hasArrived()) {
            board.tell(TableListener::treeChanged);
        }
    }

    /** {@return why a read of an adapter that is not in use any more is not believed} */
    String givenUp(Adapter adapter) {
        synchronized (lock) {
            if (!adapters.contains(adapter)) {
                return adapter.name() + ": this device tree adapter left while it was read";
            }
            String why =
                    inUse == null
                            ? adapters.whyNone()
                            : "another device tree adapter, " + inUse.name() + ", is in use now";
            return adapter.name() + ": given up, " + why;
        }
    }

    /** What an adapter announces holds at once: the table is stale until it is read again. */
    private void changed(Adapter adapter) {
        synchronized (lock) {
            if (adapter != inUse) {
                return;
            }
            changes++;
            if (!board.state().isStale()) {
                board.stale(CHANGED);
            }
            board.tell(TableListener::treeChanged);
        }
    }

    /** Nothing is known to have changed: what was read stays in force until it is read again. */
    private void mayHaveChanged(Adapter adapter) {
        synchronized (lock) {
            if (adapter == inUse) {
                board.tell(TableListener::treeChanged);
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
            AdapterChoice.this.changed(adapter);
        }

        @Override
        public void mayHaveChanged(DeviceTreeSource source) {
            AdapterChoice.this.mayHaveChanged(adapter);
        }

        @Override
        public void unchanged(DeviceTreeSource source) {
            adapter.looked();
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
            board.tell(TableListener::treeChanged);
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
}
