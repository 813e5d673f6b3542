// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.FakeHost.resource;

import io.lastpath.consumers.internal.host.Fate;
import io.lastpath.consumers.internal.host.HostUse;
import io.lastpath.consumers.internal.host.Stake;
import io.lastpath.rcm.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was found out about the multipathed disks of a host, for tests. */
final class Found {

    private Found() {}

    static List<String> users(HostUse use, int map) {
        return use.stakes(resource(map)).stream()
                .map(stake -> stake.use().module() + ": " + stake.text())
                .sorted()
                .toList();
    }

    static Verdict severity(HostUse use, int map) {
        return use.stakes(resource(map)).stream()
                .map(stake -> stake.use().severity())
                .reduce(Verdict.SAFE, Verdict::or);
    }

    static Fate fate(HostUse use, String module, int... lost) {
        Set<String> resources = new HashSet<>();
        for (int map : lost) {
            resources.add(resource(map));
        }
        Stake stake =
                use.stakes(resource(lost[0])).stream()
                        .filter(one -> one.use().module().equals(module))
                        .findFirst()
                        .orElseThrow();
        return use.loss(resources).of(stake.use().devices(), stake.use().redundancy());
    }
}
