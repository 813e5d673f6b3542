// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The resource names that a scenario can come to have, at its start and after any of its steps.
 *
 * @param disks of the clients that can be named
 * @param phcis of the PHCIs that can be named
 */
record NamesOfVector(Set<String> disks, List<String> phcis) {

    private static final int MOST_BYTES = 1023;

    static NamesOfVector of(JsonNode scenario) {
        Set<String> disks = new TreeSet<>();
        Set<String> phcis = new TreeSet<>();
        add(scenario.path("devices"), disks, phcis);
        scenario.path("steps").forEach(step -> add(step.path("devices"), disks, phcis));
        return new NamesOfVector(disks, List.copyOf(phcis));
    }

    private static void add(JsonNode devices, Set<String> disks, Set<String> phcis) {
        devices.path("phcis").forEach(phci -> add(phci, phcis));
        for (JsonNode client : devices.path("clients")) {
            add(client.path("path"), disks);
            client.path("paths").forEach(path -> add(path.path("phci"), phcis));
        }
    }

    private static void add(JsonNode path, Set<String> resources) {
        String resource = "/devices" + path.asText();
        if (path.isTextual() && resource.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
            resources.add(resource);
        }
    }

    /** {@return whether two names differ only in what the coordinator takes for the same} */
    boolean hasTwins() {
        return all().map(NamesOfVector::place).distinct().count() < all().count();
    }

    /** {@return whether a PHCI is a disk as well, or above or below another name} */
    boolean isEntangled(String phci) {
        String place = place(phci);
        return disks.contains(phci)
                || all().map(NamesOfVector::place)
                        .anyMatch(
                                other ->
                                        other.startsWith(place + "/")
                                                || place.startsWith(other + "/"));
    }

    private Stream<String> all() {
        return Stream.concat(disks.stream(), phcis.stream()).distinct();
    }

    /** To the coordinator a minor name is below its node. */
    private static String place(String name) {
        return name.replace(':', '/');
    }
}
