// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.ClientFacts;
import io.lastpath.linux.internal.facts.DiskFacts;
import io.lastpath.linux.internal.facts.Ports;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.parse.DevPath;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads NVMe namespaces over Fibre Channel that are in no map and have no head, as without native
 * multipath. Sysfs shows them below no HBA, where a disk that is no client would be found: each is
 * a client with a single path. For one thread at a time.
 */
final class SingleNamespaces {

    private final BlockIndex index;
    private final DiskReader disks;

    SingleNamespaces(BlockIndex index, DiskReader disks) {
        this.index = index;
        this.disks = disks;
    }

    /**
     * Finds them.
     *
     * @param ports tells which controllers go through an HBA that is elsewhere
     * @param clients the other clients, whose paths they may be
     * @return them
     */
    List<DevPath> of(Ports ports, Collection<ClientFacts> clients) {
        Set<String> paths =
                clients.stream()
                        .flatMap(client -> client.disks().stream())
                        .map(DiskFacts::name)
                        .collect(Collectors.toSet());
        return index.byName().values().stream()
                .filter(NvmeNames::isSingle)
                .filter(one -> one.controller().filter(ports.behind()::containsKey).isPresent())
                .filter(one -> !paths.contains(one.name()))
                .toList();
    }

    Reading<ClientFacts> read(DevPath device, HostFiles files) {
        return Retries.of(() -> attempt(device, files));
    }

    private Reading<ClientFacts> attempt(DevPath device, HostFiles files) {
        Attributes from = new Attributes(files);
        DiskFacts path = disks.read(device.name(), device, from);
        String identity = from.remark(Sysfs.of(device, "wwid")).orElse("");
        if (!from.gaps().isEmpty() && from.hasGone(device, index.links(device.name()))) {
            return Reading.nothing();
        }
        return new Reading<>(
                List.of(new ClientFacts(device, device.name(), identity, false, List.of(path))),
                from.gaps());
    }
}
