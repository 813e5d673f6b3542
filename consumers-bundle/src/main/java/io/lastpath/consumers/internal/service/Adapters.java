// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.service;

import io.lastpath.devinfo.DeviceTreeReader;
import io.lastpath.devinfo.DeviceTreeSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.ServiceReference;

/** The adapters in service, and which of them is in use. Safe for use by several threads. */
final class Adapters {

    private final Set<ServiceReference<DeviceTreeSource>> present = ConcurrentHashMap.newKeySet();

    void add(ServiceReference<DeviceTreeSource> arrived) {
        present.add(arrived);
    }

    void remove(ServiceReference<DeviceTreeSource> left) {
        present.remove(left);
    }

    /**
     * {@return the properties of the one in use; before anybody says which it is, of the one that
     * it will be, the best-ranked; empty where there is none}
     */
    Map<String, Object> inUse(Optional<DeviceTreeReader> reader) {
        Map<String, Object> used = reader.map(DeviceTreeReader::adapter).orElse(Map.of());
        return used.isEmpty()
                ? present.stream()
                        .max(Comparator.naturalOrder())
                        .map(Adapters::properties)
                        .orElse(Map.of())
                : used;
    }

    private static Map<String, Object> properties(ServiceReference<DeviceTreeSource> adapter) {
        return Stream.of(adapter.getPropertyKeys())
                .collect(Collectors.toMap(Function.identity(), adapter::getProperty));
    }
}
