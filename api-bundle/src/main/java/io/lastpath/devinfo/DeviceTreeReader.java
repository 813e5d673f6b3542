// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo;

import java.util.List;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads the device tree that is in use, whichever adapter offers it. An OSGi service of who chooses
 * the adapter. Safe for use by several threads: there is one read at a time, and it has a time
 * limit.
 */
@ProviderType
public interface DeviceTreeReader {

    /**
     * What one read showed. Immutable.
     *
     * @param adapter name of the adapter that was read
     * @param description what it reads, as it says itself
     * @param nodes every node that it showed, in order
     */
    record Reading(String adapter, String description, List<DeviceNode> nodes) {

        /** Checks that nothing is missing and copies the list. */
        public Reading {
            Objects.requireNonNull(adapter, "adapter");
            Objects.requireNonNull(description, "description");
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * Reads the tree anew; waits for a read that is under way. Whoever uses the tree sees what was
     * read as well.
     *
     * @return the whole tree
     * @throws DeviceTreeException if it cannot be read to its end, or no adapter is in use
     */
    Reading read() throws DeviceTreeException;
}
