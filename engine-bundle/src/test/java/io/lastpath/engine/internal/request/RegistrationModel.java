// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@link RegistrationInterleavings} comes to if one thing is done after the other: nobody
 * registers at or below what is held. For one thread.
 */
public class RegistrationModel {

    private final Map<Place, Integer> held = new EnumMap<>(Place.class);
    private final Map<Place, Set<Integer>> registered = new EnumMap<>(Place.class);

    public String register(int process, Place place) {
        Set<Integer> processes = registered.computeIfAbsent(place, fresh -> new TreeSet<>());
        if (processes.contains(process)) {
            return "FAILURE EALREADY";
        }
        if (held.keySet().stream().anyMatch(one -> one == place || place.isBelow(one))) {
            return "CONFLICT NONE";
        }
        processes.add(process);
        return "SUCCESS NONE";
    }

    public String ask(int process, Place place) {
        boolean own = held.getOrDefault(place, -1) == process;
        if (!own && held.keySet().stream().anyMatch(one -> overlap(one, place))) {
            return "CONFLICT";
        }
        held.put(place, process);
        Set<String> asked = new TreeSet<>();
        registered.forEach(
                (one, processes) -> {
                    if (one == place || one.isBelow(place)) {
                        processes.forEach(pid -> asked.add(one.text() + " for " + pid));
                    }
                });
        return asked.toString();
    }

    public void end(int process, Place place) {
        held.remove(place, process);
    }

    private static boolean overlap(Place one, Place other) {
        return one == other || one.isBelow(other) || other.isBelow(one);
    }
}
