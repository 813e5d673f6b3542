// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo;

import java.util.Objects;

/**
 * One path from a client to a PHCI, see di_path_client_next_path(3DEVINFO). Immutable.
 *
 * @param phci the PHCI that it leads through; {@link NodePath.Unreadable} where the path has no
 *     PHCI node or its name could not be read: which PHCI carries the path is then not known
 * @param state its state
 * @param targetPort address of the target port at its far end, see di_path_bus_addr(3DEVINFO);
 *     empty where the host does not know it
 * @param evidence what the state was judged from, for people: each source that spoke with its own
 *     word, for example {@code sysfs running, dm A}; empty where the adapter does not say
 */
public record DevicePath(NodePath phci, PathState state, String targetPort, String evidence) {

    /** Checks that nothing is missing. */
    public DevicePath {
        Objects.requireNonNull(phci, "phci");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(targetPort, "targetPort");
        Objects.requireNonNull(evidence, "evidence");
    }

    /**
     * A path of which the adapter does not say what its state was judged from.
     *
     * @param phci the PHCI that it leads through
     * @param state its state
     * @param targetPort address of the target port at its far end; may be empty
     */
    public DevicePath(NodePath phci, PathState state, String targetPort) {
        this(phci, state, targetPort, "");
    }
}
