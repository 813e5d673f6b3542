// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tool;

import io.lastpath.linux.internal.facts.Gap;
import io.lastpath.linux.internal.parse.DmStatus;
import io.lastpath.linux.internal.parse.MapsJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the tools say about multipath maps. Immutable.
 *
 * @param kernelName what the first witness is called
 * @param daemonName what the second witness is called
 * @param kernel what the kernel says, by the names of maps; empty where it was not asked
 * @param daemon what multipathd says, by the names of disks such as {@code dm-0}; empty where it
 *     was not asked
 * @param gaps tools that were asked and failed
 */
public record Testimony(
        String kernelName,
        String daemonName,
        Optional<Map<String, List<DmStatus.Path>>> kernel,
        Optional<Map<String, MapsJson.MultipathMap>> daemon,
        List<Gap> gaps) {

    /** Nobody was asked. */
    public static final Testimony NONE =
            new Testimony(
                    Witnesses.KERNEL,
                    Witnesses.DAEMON,
                    Optional.empty(),
                    Optional.empty(),
                    List.of());

    /** {@return what the kernel says of a map, by its name in sysfs; empty if nothing} */
    public Optional<List<DmStatus.Path>> told(String map) {
        return kernel.map(maps -> maps.getOrDefault(map, maps.get(DmStatus.unmangled(map))));
    }

    /** Copies the list. */
    public Testimony {
        gaps = List.copyOf(gaps);
    }
}
