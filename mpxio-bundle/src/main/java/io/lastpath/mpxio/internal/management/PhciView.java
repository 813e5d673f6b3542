// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import io.lastpath.management.ImpactData;
import io.lastpath.management.PhciData;
import java.util.List;

/**
 * What the bean of a PHCI shows. Immutable.
 *
 * @param line the PHCI in one line
 * @param resource its resource name
 * @param reason its verdict in one sentence
 * @param groups ids of its groups
 * @param clients names of its clients, limited
 * @param endangered names of its endangered clients, limited
 * @param impact what its loss does to each client, limited
 * @param report all of it as text, limited
 */
record PhciView(
        PhciData line,
        String resource,
        String reason,
        List<String> groups,
        List<String> clients,
        List<String> endangered,
        List<ImpactData> impact,
        String report) {}
