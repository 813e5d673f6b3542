// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.ClientFacts;
import io.lastpath.linux.internal.facts.DiskFacts;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.parse.DevPath;
import java.util.List;
import java.util.Map;

/** Reads the head of an NVMe namespace, which is a client. For one thread at a time. */
final class HeadReader {

    private final Map<String, List<DiskFacts>> nodes;

    /**
     * Reads heads.
     *
     * @param nodes the nodes of the paths, by the name of the head
     */
    HeadReader(Map<String, List<DiskFacts>> nodes) {
        this.nodes = nodes;
    }

    Reading<ClientFacts> read(DevPath head, HostFiles files) {
        return Retries.of(() -> attempt(head, files));
    }

    private Reading<ClientFacts> attempt(DevPath head, HostFiles files) {
        Attributes from = new Attributes(files);
        String identity = from.text(Sysfs.of(head, "wwid"));
        if (!from.gaps().isEmpty() && !from.exists(Sysfs.of(head))) {
            return Reading.nothing();
        }
        List<DiskFacts> paths = nodes.getOrDefault(head.name(), List.of());
        return new Reading<>(
                List.of(new ClientFacts(head, head.name(), identity, false, paths)), from.gaps());
    }
}
