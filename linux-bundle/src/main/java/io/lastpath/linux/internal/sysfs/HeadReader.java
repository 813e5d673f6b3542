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

    private final BlockIndex index;
    private final Map<String, List<DiskFacts>> nodes;

    /**
     * Reads heads.
     *
     * @param index every block device
     * @param nodes the nodes of the paths, by the name of the head
     */
    HeadReader(BlockIndex index, Map<String, List<DiskFacts>> nodes) {
        this.index = index;
        this.nodes = nodes;
    }

    Reading<ClientFacts> read(DevPath head, HostFiles files) {
        return Retries.of(() -> attempt(head, files));
    }

    private Reading<ClientFacts> attempt(DevPath head, HostFiles files) {
        Attributes from = new Attributes(files);
        String identity = from.text(Sysfs.of(head, "wwid"));
        List<DiskFacts> paths = nodes.getOrDefault(head.name(), List.of());
        if (!from.gaps().isEmpty() && hasGone(head, paths, from)) {
            return Reading.nothing();
        }
        return new Reading<>(
                List.of(new ClientFacts(head, head.name(), identity, false, paths)), from.gaps());
    }

    /** A head outlives the nodes of its paths. */
    private boolean hasGone(DevPath head, List<DiskFacts> paths, Attributes from) {
        return from.hasGone(head, index.links(head.name()))
                && paths.stream()
                        .flatMap(path -> path.device().stream())
                        .noneMatch(node -> from.exists(Sysfs.of(node)));
    }
}
