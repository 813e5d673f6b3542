// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.DiskFacts;
import io.lastpath.linux.internal.parse.DevPath;
import java.util.List;

/**
 * What sysfs says of an NVMe controller.
 *
 * @param device its DEVPATH
 * @param subsystem name of the subsystem that it belongs to; empty where that is not known
 * @param nodes the namespaces that it leads to, by the hidden nodes of the paths
 */
record Controller(DevPath device, String subsystem, List<DiskFacts> nodes) {

    /** Copies the list. */
    Controller {
        nodes = List.copyOf(nodes);
    }
}
