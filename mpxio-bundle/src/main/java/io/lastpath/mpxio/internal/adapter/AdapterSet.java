// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import io.lastpath.devinfo.DeviceTreeSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.Logger;

/** The adapters in service, each under a name of its own. Guarded by the keeper's lock. */
final class AdapterSet {

    private final Map<ServiceReference<DeviceTreeSource>, Adapter> adapters = new HashMap<>();

    Adapter add(
            ServiceReference<DeviceTreeSource> reference, DeviceTreeSource source, Logger logger) {
        Adapter adapter = new Adapter(freeName(reference), reference, source, logger);
        adapters.put(reference, adapter);
        return adapter;
    }

    /** Names become names of beans: who comes second under a name has its service id added. */
    private String freeName(ServiceReference<DeviceTreeSource> reference) {
        String name =
                reference.getProperty(DeviceTreeSource.ADAPTER) instanceof String own
                                && !own.isBlank()
                        ? own
                        : "adapter";
        boolean taken = adapters.values().stream().anyMatch(a -> a.name().equals(name));
        return taken || name.equals("adapter")
                ? name + "-" + reference.getProperty(Constants.SERVICE_ID)
                : name;
    }

    /** Takes an adapter out; null for one that is not in. */
    Adapter remove(ServiceReference<DeviceTreeSource> reference) {
        return adapters.remove(reference);
    }

    boolean contains(Adapter adapter) {
        return adapters.containsValue(adapter);
    }

    /** {@return the adapter to be used; null for none} */
    Adapter best() {
        return adapters.entrySet().stream()
                .max(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .orElse(null);
    }

    /** {@return all adapters, the best one first} */
    List<Adapter> inOrder() {
        return adapters.entrySet().stream()
                .sorted(
                        Map.Entry.<ServiceReference<DeviceTreeSource>, Adapter>comparingByKey()
                                .reversed())
                .map(Map.Entry::getValue)
                .toList();
    }
}
