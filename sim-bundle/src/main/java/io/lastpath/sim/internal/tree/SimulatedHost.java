// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.tree;

import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.log.Logger;

/**
 * The device tree of the scenario that is loaded. Readers see the last published {@link HostState};
 * one thread at a time publishes.
 */
public final class SimulatedHost implements DeviceTreeSource {

    private final Logger logger;
    private final CopyOnWriteArrayList<DeviceTreeListener> listeners = new CopyOnWriteArrayList<>();
    private volatile HostState state = HostState.EMPTY;

    /**
     * A host without a scenario.
     *
     * @param logger told of listeners that fail
     */
    public SimulatedHost(Logger logger) {
        this.logger = logger;
    }

    @Override
    public DeviceTree snapshot() throws DeviceTreeException {
        HostState current = state;
        if (current.scenario().isEmpty()) {
            throw new DeviceTreeException(
                    "the simulated host cannot be read: no scenario is loaded");
        }
        if (!current.failure().isEmpty()) {
            throw new DeviceTreeException(
                    "the simulated host "
                            + current.source()
                            + " cannot be read: "
                            + current.failure());
        }
        return new SimulatedTree(current.scenario().get().devices());
    }

    @Override
    public String description() {
        HostState current = state;
        return current.scenario()
                .map(scenario -> "scenario " + current.source())
                .orElse("no scenario");
    }

    /** {@return what is simulated now} */
    public HostState state() {
        return state;
    }

    /**
     * Publishes another state. Nobody is told yet.
     *
     * @param next what is simulated from now on
     */
    public void publish(HostState next) {
        state = next;
    }

    /** Tells the listeners that something changed. */
    public void announce() {
        for (DeviceTreeListener listener : listeners) {
            try {
                listener.changed(this);
            } catch (RuntimeException e) {
                logger.error("A listener to the simulated host failed", e);
            }
        }
    }

    @Override
    public void addListener(DeviceTreeListener listener) {
        listeners.addIfAbsent(listener);
    }

    @Override
    public void removeListener(DeviceTreeListener listener) {
        listeners.remove(listener);
    }
}
