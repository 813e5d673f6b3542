// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.simulator;

import io.lastpath.devinfo.DeviceTreeReader;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.DrRequest;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sees to it that the simulation does not come in the place of a real host unnoticed, and not while
 * somebody takes something out of that host. Safe for use by several threads.
 */
public final class Takeover {

    private static final long PATIENCE_MILLIS = 2_000;
    private static final String USE_ADAPTER =
            "'useAdapter' of the bean io.lastpath:type=Mpxio with ";

    private final Supplier<DeviceTreeReader> reader;
    private final Supplier<Coordinator> coordinator;

    /** Outlives the multipath module, which may be exchanged meanwhile. */
    private volatile String inPlaceOf = "";

    /**
     * Asks those who are in service at that time.
     *
     * @param reader knows which tree is in use, null for none
     * @param coordinator knows the DR requests, null for none
     */
    public Takeover(Supplier<DeviceTreeReader> reader, Supplier<Coordinator> coordinator) {
        this.reader = reader;
        this.coordinator = coordinator;
    }

    /**
     * Loads a scenario.
     *
     * @param loading does it, and says what was done in one sentence
     * @return the same, and which device tree is in use afterwards where a real host's was before
     * @throws IllegalStateException if a DR request is open on a host in whose place the simulation
     *     would come; nothing was done
     */
    public String load(Supplier<String> loading) {
        DeviceTreeReader tree = reader.get();
        String host = tree == null ? "" : adapter(tree);
        if (host.isEmpty() || host.equals(OfferedServices.ADAPTER)) {
            String loaded = loading.get();
            return loaded + open();
        }
        if (tree.isChosen()) {
            return loading.get() + ". " + stays(host);
        }
        refuseIfRequested(host);
        String loaded = loading.get();
        inPlaceOf = host;
        return loaded + ". " + (isReplaced(tree, host) ? replaced(host) : stays(host));
    }

    /**
     * What was taken out of the host before stays held, and may be what the new one has as well.
     */
    private String open() {
        Coordinator requests = coordinator.get();
        List<DrRequest> all = requests == null ? List.of() : requests.drRequests();
        return all.isEmpty()
                ? ""
                : ". A DR request on "
                        + all.get(0).resource()
                        + " is still open, since "
                        + all.get(0).since()
                        + "; 'lastpath online "
                        + all.get(0).resource()
                        + "' ends it";
    }

    /** {@return the adapter of the host in whose place a load has put the simulation, if any} */
    public String inPlaceOf() {
        return inPlaceOf;
    }

    private static String adapter(DeviceTreeReader tree) {
        return String.valueOf(tree.adapter().getOrDefault(DeviceTreeSource.ADAPTER, ""));
    }

    /** What somebody is taking out of a host has to be brought to its end on that host. */
    private void refuseIfRequested(String host) {
        Coordinator requests = coordinator.get();
        List<DrRequest> open = requests == null ? List.of() : requests.drRequests();
        if (!open.isEmpty()) {
            throw new IllegalStateException(
                    "not loaded: a DR request on "
                            + open.get(0).resource()
                            + " is open on the host of adapter "
                            + host
                            + ", in whose place the simulation would come; end it with 'online' or"
                            + " 'remove' first");
        }
    }

    /** Which adapter is in use follows soon after the tree came. */
    private static boolean isReplaced(DeviceTreeReader tree, String host) {
        CountDownLatch replaced = new CountDownLatch(1);
        Runnable look =
                () -> {
                    if (!adapter(tree).equals(host)) {
                        replaced.countDown();
                    }
                };
        tree.addAdapterListener(look);
        try {
            look.run();
            return replaced.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !adapter(tree).equals(host);
        } finally {
            tree.removeAdapterListener(look);
        }
    }

    private static String replaced(String host) {
        return "The simulation is in use now, in the place of adapter "
                + host
                + "; "
                + USE_ADAPTER
                + host
                + " brings that back. What is taken out of the simulated host now is kept in the"
                + " journal of that host, and redone there after a restart: end it before; what is"
                + " removed from it counts as removed there too, until 'lastpath refresh' there. Or"
                + " play with 'lastpath run --scenario', which has a journal of its own";
    }

    private static String stays(String host) {
        return "Adapter "
                + host
                + " stays in use; "
                + USE_ADAPTER
                + OfferedServices.ADAPTER
                + " shows the simulated host";
    }
}
