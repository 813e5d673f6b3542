// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.util.List;

/**
 * What the loss of a set of PHCIs would do. Asking changes nothing.
 *
 * @param phcis ids of the PHCIs, in the order asked
 * @param verdict verdict word
 * @param verdictLevel its level, 0 to 4
 * @param reason the verdict in one sentence
 * @param endangeredClients clients that would lose their last path
 * @param impact one for each client that loses a path, gravest first
 * @param report all of it as text: the verdict first, then a line for each client
 * @param snapshotTime when the tree behind it was read, ISO 8601 in UTC; empty for never
 * @param stale whether that tree may no longer be true
 */
public record PreviewData(
        List<String> phcis,
        String verdict,
        int verdictLevel,
        String reason,
        int endangeredClients,
        List<ImpactData> impact,
        String report,
        String snapshotTime,
        boolean stale) {

    /** Copies the lists. */
    public PreviewData {
        phcis = List.copyOf(phcis);
        impact = List.copyOf(impact);
    }
}
