// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    /**
     * Tells through which PHCIs a client could carry I/O when the tree was last read. Reads
     * nothing.
     *
     * @param client its resource name
     * @return resource names of the PHCIs that a usable path leads through; empty where there is no
     *     such path, and for a client that is not in the tree
     */
    Set<String> usablePhcis(String client);

    /**
     * Tells which adapter is in use: the one that was chosen by name, or else the one of the
     * highest ranking.
     *
     * @return its service properties; empty while none is in use
     */
    Map<String, Object> adapter();

    /**
     * Tells whether an adapter was chosen by name, so that no other one comes in its place by its
     * ranking.
     *
     * @return whether one was, in service or not
     */
    boolean isChosen();

    /**
     * Adds a listener for another adapter in use. It may be called without one, on another thread
     * and not holding a lock, and has to return at once.
     *
     * @param listener is called after each change
     */
    void addAdapterListener(Runnable listener);

    /**
     * Takes a listener away; a call to it may still be under way.
     *
     * @param listener which was added, or not
     */
    void removeAdapterListener(Runnable listener);
}
