// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import io.lastpath.management.ClientData;
import io.lastpath.management.GroupData;
import io.lastpath.management.GroupPhciData;
import java.util.List;

/**
 * What the bean of a group shows. Immutable.
 *
 * @param line the group in one line
 * @param phciCount different PHCIs
 * @param mostUsablePaths usable paths of the client that has the most
 * @param phcis its PHCIs
 * @param clients its clients, limited
 */
record GroupView(
        GroupData line,
        int phciCount,
        int mostUsablePaths,
        List<GroupPhciData> phcis,
        List<ClientData> clients) {}
