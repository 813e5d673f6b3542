// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import io.lastpath.devinfo.DeviceTreeSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.Logger;

/**
 * The adapters in service, each under a name of its own, and which of them is wanted. Guarded by
 * the keeper's lock.
 */
final class AdapterSet {

    static final String NONE = "no device tree adapter in service";

    private long arrivals;
    private final Map<ServiceReference<DeviceTreeSource>, Adapter> adapters = new HashMap<>();

    private final ChosenAdapter chosen;

    /**
     * No adapters yet.
     *
     * @param configured name of the adapter that is wanted; empty for the highest ranking
     */
    AdapterSet(String configured) {
        this.chosen = new ChosenAdapter(configured);
    }

    /** Follows the configuration, which goes before an earlier choice once it changes. */
    void configure(String wanted) {
        chosen.configure(wanted, inOrder());
    }

    /**
     * Wants another adapter.
     *
     * @param wanted its name; empty for the highest ranking
     * @throws IllegalArgumentException if there is none of that name; nothing changes
     */
    void choose(String wanted) {
        List<Adapter> all = inOrder();
        if (!wanted.isEmpty() && all.stream().noneMatch(one -> one.isNamed(wanted))) {
            throw new IllegalArgumentException("no adapter " + wanted + " is in service" + only());
        }
        chosen.choose(wanted, all);
    }

    /** {@return name of the adapter that is wanted; empty for the highest ranking} */
    String chosen() {
        return chosen.name();
    }

    /** {@return why there is no adapter to be used, in one sentence} */
    String whyNone() {
        return chosen().isEmpty()
                ? NONE
                : "device tree adapter "
                        + chosen()
                        + ", which was chosen, is not in service"
                        + only();
    }

    private String only() {
        return adapters.isEmpty()
                ? ""
                : ", only "
                        + inOrder().stream().map(Adapter::name).collect(Collectors.joining(", "));
    }

    Adapter add(
            ServiceReference<DeviceTreeSource> reference, DeviceTreeSource source, Logger logger) {
        String own = ownName(reference);
        Adapter adapter =
                new Adapter(++arrivals, freeName(own, reference), own, reference, source, logger);
        adapters.put(reference, adapter);
        chosen.lookFor(inOrder());
        return adapter;
    }

    private static String ownName(ServiceReference<DeviceTreeSource> reference) {
        return reference.getProperty(DeviceTreeSource.ADAPTER) instanceof String own
                        && !own.isBlank()
                ? own
                : "adapter";
    }

    /** Names become names of beans: who comes second under a name has its service id added. */
    private String freeName(String name, ServiceReference<DeviceTreeSource> reference) {
        boolean taken = adapters.values().stream().anyMatch(a -> a.name().equals(name));
        return taken || name.equals("adapter")
                ? name + "-" + reference.getProperty(Constants.SERVICE_ID)
                : name;
    }

    /** Takes an adapter out; null for one that is not in. */
    Adapter remove(ServiceReference<DeviceTreeSource> reference) {
        Adapter gone = adapters.remove(reference);
        chosen.left(gone, arrivals);
        return gone;
    }

    boolean contains(Adapter adapter) {
        return adapters.containsValue(adapter);
    }

    /**
     * Finds the adapter to be used. One that was chosen is never replaced by another one, which may
     * be of another host.
     *
     * @return the adapter; null for none
     */
    Adapter best() {
        return chosen().isEmpty() ? inOrder().stream().findFirst().orElse(null) : chosen.adapter();
    }

    /** {@return all adapters, by ranking} */
    List<Adapter> inOrder() {
        return adapters.entrySet().stream()
                .sorted(
                        Map.Entry.<ServiceReference<DeviceTreeSource>, Adapter>comparingByKey()
                                .reversed())
                .map(Map.Entry::getValue)
                .toList();
    }
}
