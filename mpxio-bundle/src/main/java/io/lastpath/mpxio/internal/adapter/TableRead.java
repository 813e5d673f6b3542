// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import io.lastpath.mpxio.internal.table.GroupTable;

/**
 * How one read of the tree went.
 *
 * @param table what was read; null for a failure
 * @param failure why it failed, in one sentence; empty for a good read
 */
record TableRead(GroupTable table, String failure) {

    static TableRead good(GroupTable table) {
        return new TableRead(table, "");
    }

    static TableRead failed(String failure) {
        return new TableRead(null, failure);
    }

    static TableRead overdue(Adapter adapter, int millis) {
        return failed(
                "reading device tree adapter "
                        + adapter.name()
                        + " did not end within "
                        + millis
                        + " ms");
    }
}
