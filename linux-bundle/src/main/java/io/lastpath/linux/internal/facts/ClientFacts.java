// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.facts;

import io.lastpath.linux.internal.parse.DevPath;
import java.util.List;

/**
 * What sysfs says of a client.
 *
 * @param device its DEVPATH
 * @param name what people call it
 * @param identity its WWID; empty where that is not known
 * @param mapped whether it is a map of device-mapper, so that the tools know more of it
 * @param disks its paths
 */
public record ClientFacts(
        DevPath device, String name, String identity, boolean mapped, List<DiskFacts> disks) {

    /** Copies the list. */
    public ClientFacts {
        disks = List.copyOf(disks);
    }
}
