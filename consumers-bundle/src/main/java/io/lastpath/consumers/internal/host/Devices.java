// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.host;

import io.lastpath.consumers.internal.host.Device.Kind;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The block devices of a host and what stands on what. Immutable. */
public final class Devices {

    private final Map<String, Device> byName = new TreeMap<>();
    private final Map<String, String> byNumber = new HashMap<>();
    private final Map<String, String> byLabel = new HashMap<>();
    private final Map<String, Set<String>> above = new HashMap<>();

    /**
     * Puts devices together.
     *
     * @param devices the devices
     */
    public Devices(Collection<Device> devices) {
        for (Device device : devices) {
            byName.put(device.name(), device);
            byLabel.put(device.label(), device.name());
            if (!device.number().isEmpty()) {
                byNumber.put(device.number(), device.name());
            }
        }
        for (Device device : devices) {
            for (String slave : needs(device)) {
                above.computeIfAbsent(slave, any -> new HashSet<>()).add(device.name());
            }
        }
    }

    /** {@return all of them, ordered by name} */
    public Collection<Device> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** {@return the device of a name} */
    public Optional<Device> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** {@return the device of a number} */
    public Optional<Device> numbered(String number) {
        return Optional.ofNullable(byNumber.get(number)).map(byName::get);
    }

    /** {@return the device that people call so} */
    public Optional<Device> labelled(String label) {
        return Optional.ofNullable(byLabel.get(label)).map(byName::get);
    }

    /** {@return what people call a device; its name where it is not known} */
    public String label(String name) {
        Device device = byName.get(name);
        return device == null ? name : device.label();
    }

    /** {@return names of what a device stands on; paths of a map stand in for each other} */
    public Set<String> needs(Device device) {
        return device.slaves().stream()
                .filter(slave -> named(slave).map(device::needs).orElse(true))
                .collect(Collectors.toSet());
    }

    /** {@return whether a device is a path of a map, or a partition of one} */
    public boolean isPath(Device device) {
        return device.kind() == Kind.PATH
                || device.kind() == Kind.PARTITION
                        && device.slaves().stream()
                                .flatMap(name -> named(name).stream())
                                .anyMatch(disk -> disk.kind() == Kind.PATH);
    }

    /** {@return names of what stands directly on a device} */
    public Set<String> above(String name) {
        return Collections.unmodifiableSet(above.getOrDefault(name, Set.of()));
    }

    /**
     * Finds all that a device stands on.
     *
     * @param name the device
     * @return the shortest way down to each, by name: the device first, that name last; the device
     *     itself is among them
     */
    public Map<String, Deque<String>> below(String name) {
        Map<String, Deque<String>> ways = new LinkedHashMap<>();
        Deque<String> next = new ArrayDeque<>(Set.of(name));
        ways.put(name, new ArrayDeque<>(Set.of(name)));
        while (!next.isEmpty()) {
            String here = next.remove();
            Device device = byName.get(here);
            for (String slave : device == null ? Set.<String>of() : needs(device)) {
                if (!ways.containsKey(slave)) {
                    Deque<String> way = new ArrayDeque<>(ways.get(here));
                    way.addLast(slave);
                    ways.put(slave, way);
                    next.add(slave);
                }
            }
        }
        return ways;
    }

    /** {@return names of all that stands on a device, and itself} */
    public Set<String> closureAbove(String name) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>(Set.of(name));
        while (!next.isEmpty()) {
            String here = next.remove();
            if (found.add(here)) {
                next.addAll(above(here));
            }
        }
        return found;
    }
}
