// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo;

import java.util.Objects;

/**
 * The device path of a node as far as it is known, as di_devfs_path(3DEVINFO) gives it. Immutable.
 */
public sealed interface NodePath {

    /**
     * A path that could be read.
     *
     * @param path the device path without {@code /devices}, as the adapter gives it; empty for the
     *     root of the tree
     */
    record Known(String path) implements NodePath {

        /** Checks that nothing is missing. */
        public Known {
            Objects.requireNonNull(path, "path");
        }
    }

    /**
     * A path that could not be read, or a node that is not there.
     *
     * @param where which node, as far as it is known, for example {@code path 2 of
     *     /scsi_vhci/ssd@g6}
     * @param reason why, in words
     * @param missing whether it is known that there is no such node; false where there is one whose
     *     path cannot be read, or that is not known
     */
    record Unreadable(String where, String reason, boolean missing) implements NodePath {

        /**
         * A path that could not be read.
         *
         * @param where which node
         * @param reason why, in words
         */
        public Unreadable(String where, String reason) {
            this(where, reason, false);
        }

        /** Checks that nothing is missing. */
        public Unreadable {
            Objects.requireNonNull(where, "where");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Wraps a path that could be read.
     *
     * @param path the device path
     * @return the known path
     */
    static NodePath of(String path) {
        return new Known(path);
    }
}
