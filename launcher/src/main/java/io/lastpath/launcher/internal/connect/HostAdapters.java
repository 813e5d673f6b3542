// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import io.lastpath.management.BeanNames;
import io.lastpath.management.DeviceTreeMXBean;
import io.lastpath.management.DrRequestData;
import io.lastpath.management.MpxioMXBean;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Tells the device tree adapters of real hosts from the simulation. Stateless. */
public final class HostAdapters {

    /** Name of the simulation's adapter. */
    public static final String SIMULATION = "simulation";

    private static final String PLAYED = "[on a simulated host in the place of adapter ";

    private HostAdapters() {}

    /**
     * Marks the reason of what is done to a simulated host, since it is kept with a real one's.
     *
     * @param host the name of the real host's adapter
     * @return what stands at the end of the reason
     */
    public static String mark(String host) {
        return PLAYED + host + "]";
    }

    /**
     * Finds what was asked for on a simulated host and is open, maybe redone, on a real one.
     *
     * @param instance whom to ask
     * @return the resources; empty while the simulation is in use
     */
    public static List<String> leftOver(RuntimeConnection instance) {
        boolean isReal =
                instance.mpxioIfThere()
                        .map(MpxioMXBean::getAdapter)
                        .filter(HostAdapters::isOfHost)
                        .isPresent();
        return !isReal
                ? List.of()
                : instance.coordinator().getDrRequests().stream()
                        .filter(one -> one.depth() == 0 && one.reason().contains(PLAYED))
                        .map(DrRequestData::resource)
                        .toList();
    }

    /**
     * Tells whether an adapter reads a real host.
     *
     * @param adapter its name; empty for none
     * @return whether there is one, and it is not the simulation
     */
    public static boolean isOfHost(String adapter) {
        return !adapter.isEmpty() && !adapter.equals(SIMULATION);
    }

    /**
     * Finds the host in whose place the simulation answers although nobody has chosen that by name.
     *
     * @param instance whom to ask
     * @return the name of the host's adapter; empty if there is none, or nobody knows
     * @throws IOException if the instance does not answer
     */
    public static Optional<String> behindSimulation(RuntimeConnection instance) throws IOException {
        Optional<MpxioMXBean> there = instance.mpxioIfThere();
        if (there.isEmpty()) {
            return Optional.empty();
        }
        MpxioMXBean mpxio = there.get();
        boolean unasked =
                mpxio.getAdapter().equals(SIMULATION)
                        && mpxio.getChosenAdapter().isEmpty()
                        && instance.server().isRegistered(BeanNames.of("Simulation"));
        return unasked
                ? Optional.of(instance.simulation().getInPlaceOf()).filter(HostAdapters::isOfHost)
                : Optional.empty();
    }

    /**
     * Finds the folder of the recorded host that an instance looks at.
     *
     * @param instance whom to ask
     * @return the folder; empty if it looks at no recorded host
     * @throws IOException if the instance does not answer
     */
    public static Optional<String> recordedHost(RuntimeConnection instance) throws IOException {
        return instance.deviceTree()
                .map(DeviceTreeMXBean::getRoot)
                .filter(root -> !root.isEmpty() && !root.equals("/"));
    }

    /**
     * Tells how long ago the adapter in use found the tree unchanged.
     *
     * @param instance whom to ask
     * @return the time in milliseconds; -1 for never
     * @throws IOException if the instance does not answer
     */
    public static long lookAgeMillis(RuntimeConnection instance) throws IOException {
        return instance.deviceTree().map(DeviceTreeMXBean::getLastLookAgeMillis).orElse(-1L);
    }

    /**
     * Tells what to know of the sources of the tree that is in use.
     *
     * @param instance whom to ask
     * @return a sentence each
     * @throws IOException if the instance does not answer
     */
    public static List<String> remarks(RuntimeConnection instance) throws IOException {
        return instance.deviceTree().map(DeviceTreeMXBean::getRemarks).orElse(List.of());
    }
}
