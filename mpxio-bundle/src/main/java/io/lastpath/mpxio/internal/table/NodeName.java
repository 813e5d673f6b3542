// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.table;

import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.ResourceName;

/**
 * The name of a node as far as it is of use: its device path, or a remark in its place. Immutable.
 *
 * @param text the device path, or where and why there is none that can be used
 * @param nameable whether {@code text} is a device path whose resource name may be used
 */
record NodeName(String text, boolean nameable) {

    private static final int SHOWN = 60;

    /** Reads a node's path. */
    static NodeName of(NodePath path) {
        if (path instanceof NodePath.Known known) {
            return ofKnown(known.path());
        }
        NodePath.Unreadable unreadable = (NodePath.Unreadable) path;
        return new NodeName(unreadable.where() + ": " + unreadable.reason(), false);
    }

    /** Keeps a name that is too long only in part: it may be of any length. */
    private static NodeName ofKnown(String path) {
        // A char becomes at most three bytes: a short path needs no concatenation.
        if (path.length() * 3L + ResourceName.PREFIX.length() <= ResourceName.MAX_BYTES
                || !ResourceName.isTooLong(ResourceName.of(path))) {
            return new NodeName(path, true);
        }
        int end = Character.isHighSurrogate(path.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return new NodeName(
                path.substring(0, end)
                        + "...: a resource name of more than "
                        + ResourceName.MAX_BYTES
                        + " bytes",
                false);
    }
}
