// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo;

import java.util.List;
import java.util.Objects;

/** A node of the device tree that matters for multipathing. Immutable. */
public sealed interface DeviceNode {

    /**
     * A PHCI: an initiator port. Reported so that one without any client is seen as well; a path
     * may lead through a PHCI that is not reported on its own.
     *
     * @param path its device path
     */
    record Phci(NodePath path) implements DeviceNode {

        /** Checks that nothing is missing. */
        public Phci {
            Objects.requireNonNull(path, "path");
        }
    }

    /**
     * A client: a multipathed disk.
     *
     * @param path its device path
     * @param name what people call it, for example {@code mpatha}; empty where it has no such name
     * @param identity what tells this disk from any other, usually its WWID; empty where the host
     *     does not know it
     * @param paths its paths in the host's order; empty for a node that is no client after all
     */
    record Client(NodePath path, String name, String identity, List<DevicePath> paths)
            implements DeviceNode {

        /** Checks that nothing is missing and copies the list. */
        public Client {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(identity, "identity");
            paths = List.copyOf(paths);
        }
    }

    /**
     * Something that could not be read and may hide clients or paths: what is known of the tree is
     * incomplete.
     *
     * @param where which node or file
     * @param reason why, in words
     */
    record Unreadable(String where, String reason) implements DeviceNode {

        /** Checks that nothing is missing. */
        public Unreadable {
            Objects.requireNonNull(where, "where");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
