// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.analysis;

import io.lastpath.mpxio.internal.table.Group;

/**
 * What happens to one client. Immutable.
 *
 * @param group its group
 * @param client its position there
 * @param usable usable paths now
 * @param remaining usable paths afterwards
 */
public record ClientLoss(Group group, int client, int usable, int remaining) {

    /** {@return whether a usable path goes away} */
    public boolean isLosing() {
        return usable > remaining;
    }
}
