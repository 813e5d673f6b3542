// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tool;

import io.lastpath.linux.internal.facts.Gap;
import io.lastpath.linux.internal.parse.DmStatus;
import io.lastpath.linux.internal.parse.MapsJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the tools say about multipath maps. Immutable.
 *
 * @param kernelName what the first witness is called
 * @param daemonName what the second witness is called
 * @param kernel what the kernel says, by the names of maps; empty where it was not asked
 * @param daemon what multipathd says, by the names of disks such as {@code dm-0}; empty where it
 *     was not asked
 * @param others what else device-mapper has, by name, as far as the first witness was asked for it
 * @param gaps tools that were asked and failed
 */
public record Testimony(
        String kernelName,
        String daemonName,
        Optional<Map<String, List<DmStatus.Path>>> kernel,
        Optional<Map<String, MapsJson.MultipathMap>> daemon,
        Set<String> others,
        List<Gap> gaps) {

    /** Nobody was asked. */
    public static final Testimony NONE =
            new Testimony(
                    Witnesses.KERNEL,
                    Witnesses.DAEMON,
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    List.of());

    /** {@return what the kernel says of a map, by its name in sysfs; empty if nothing} */
    public Optional<List<DmStatus.Path>> told(String map) {
        return kernel.map(maps -> maps.getOrDefault(map, maps.get(DmStatus.unmangled(map))));
    }

    /** Copies the set and the list. */
    public Testimony {
        others = Set.copyOf(others);
        gaps = List.copyOf(gaps);
    }
}
