// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.facts;

import io.lastpath.linux.internal.parse.DevPath;
import io.lastpath.linux.internal.state.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What sysfs says of a disk that is a path of a client.
 *
 * @param name for example {@code sda} or {@code nvme1c0n1}
 * @param number its device number, as major:minor; empty for a hidden one
 * @param device its DEVPATH; empty where that could not be found out
 * @param said what sysfs says of its state
 * @param targetPort address of the target port; may be empty
 */
public record DiskFacts(
        String name, String number, Optional<DevPath> device, List<Said> said, String targetPort) {

    /** Copies the list. */
    public DiskFacts {
        said = List.copyOf(said);
    }

    /** {@return the same, of which one thing more is said} */
    public DiskFacts and(Said word) {
        List<Said> all = new ArrayList<>(said);
        all.add(word);
        return new DiskFacts(name, number, device, all, targetPort);
    }
}
