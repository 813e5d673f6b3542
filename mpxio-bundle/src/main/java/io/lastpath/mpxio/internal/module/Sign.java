// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.RcmHandle;

/**
 * What tells that a PHCI is there again. Immutable.
 *
 * @param phci the PHCI
 * @param left when it was away from the tree that shows it now; null if it was not
 * @param believed when a person said that the tree is right that showed it; null for nobody
 */
record Sign(String phci, Seen left, Seen believed) {

    /** {@return whether there is any} */
    boolean isAny() {
        return left != null || believed != null;
    }

    /** {@return whether a PHCI that is registered has to be registered once more} */
    boolean isNeeded(RcmHandle handle) {
        return believed != null || handle.isRemoved(phci);
    }

    /**
     * Tells the coordinator that the PHCI is there again, if it is, and so are the disks that hang
     * by it.
     *
     * @param handle tells it
     * @param table shows the PHCI
     */
    void tell(RcmHandle handle, GroupTable table) {
        if (left != null) {
            tell(handle, table, left);
        }
        if (believed != null) {
            tell(handle, table, believed);
        }
    }

    private void tell(RcmHandle handle, GroupTable table, Seen seen) {
        seen.tell(handle, phci);
        Dependents.of(table, table.phciByResource(phci)).resources().stream()
                .filter(handle::isRemoved)
                .forEach(disk -> seen.tell(handle, disk));
    }
}
