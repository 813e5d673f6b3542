// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import io.lastpath.management.ImpactData;
import io.lastpath.management.PhciData;
import io.lastpath.rcm.Verdict;
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
        String report) {

    /** {@return the same with every verdict unknown for a reason} */
    PhciView doubted(String why) {
        return new PhciView(
                doubted(line),
                resource,
                why,
                groups,
                clients,
                endangered,
                impact.stream().map(PhciView::doubted).toList(),
                Verdict.UNKNOWN + ": " + why);
    }

    static PhciData doubted(PhciData line) {
        return new PhciData(
                line.id(),
                line.devicePath(),
                line.state(),
                line.stateNumber(),
                line.resourceState(),
                line.resourceStateNumber(),
                line.groups(),
                line.clients(),
                line.paths(),
                Verdict.UNKNOWN.name(),
                Verdict.UNKNOWN.level(),
                line.endangeredClients());
    }

    private static ImpactData doubted(ImpactData impact) {
        return new ImpactData(
                impact.client(),
                impact.name(),
                impact.identity(),
                impact.usablePaths(),
                impact.remainingPaths(),
                Verdict.UNKNOWN.name(),
                Verdict.UNKNOWN.level(),
                impact.users());
    }
}
