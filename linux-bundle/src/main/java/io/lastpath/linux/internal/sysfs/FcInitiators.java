// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.Gap;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.parse.DevPath;
import io.lastpath.linux.internal.parse.FcAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the HBA of each NVMe controller over Fibre Channel: sysfs shows such a controller below no
 * HBA, but its address has the name of the initiator port, which the SCSI host of the HBA has as
 * well. Without an HBA for Fibre Channel nothing is looked for. For one thread.
 */
final class FcInitiators {

    private final Attributes from;
    private final List<Way> ways = new ArrayList<>();
    private final List<Port> ports = new ArrayList<>();

    /** The SCSI host whose port an NVMe controller goes through. */
    record Way(DevPath controller, DevPath host) {}

    private record Port(DevPath host, String name) {}

    private FcInitiators(HostFiles files) {
        this.from = new Attributes(files);
    }

    static Reading<Way> read(
            Collection<DevPath> controllers, Collection<DevPath> scsiHosts, HostFiles files) {
        return Retries.of(() -> new FcInitiators(files).attempt(controllers, scsiHosts));
    }

    private Reading<Way> attempt(Collection<DevPath> controllers, Collection<DevPath> scsiHosts) {
        List<DevPath> perhaps = controllers.stream().filter(this::mayBeFibreChannel).toList();
        if (!perhaps.isEmpty()) {
            hosts(scsiHosts).forEach(this::port);
        }
        if (!ports.isEmpty() || !from.gaps().isEmpty()) {
            perhaps.forEach(this::way);
        }
        return new Reading<>(ways, from.gaps());
    }

    private boolean mayBeFibreChannel(DevPath controller) {
        return controller.function().isEmpty()
                && from.remark(Sysfs.of(controller, "transport")).orElse("fc").equals("fc");
    }

    private Set<DevPath> hosts(Collection<DevPath> scsiHosts) {
        Set<DevPath> hosts = new LinkedHashSet<>();
        scsiHosts.stream()
                .filter(host -> from.exists(Sysfs.of(host, "fc_host")))
                .forEach(hosts::add);
        try {
            List<Gap> gaps = new ArrayList<>();
            hosts.addAll(PortReader.hosts(from.files(), Sysfs.FC_HOSTS, gaps));
            gaps.forEach(gap -> from.note(gap.where(), gap.reason()));
        } catch (IOException e) {
            from.note(Sysfs.FC_HOSTS, e);
        }
        return hosts;
    }

    private void port(DevPath host) {
        String file = Sysfs.of(host, "fc_host/" + host.name() + "/port_name");
        if (from.hasGone(host, List.of(Sysfs.FC_HOSTS + "/" + host.name()))) {
            return;
        }
        String text = from.text(file);
        Optional<String> name = FcAddress.name(text);
        name.ifPresent(found -> ports.add(new Port(host, found)));
        if (name.isEmpty() && !text.isEmpty()) {
            from.note(file, "holds no name of a port");
        }
    }

    private void way(DevPath controller) {
        String file = Sysfs.of(controller, "address");
        if (from.hasGone(controller, List.of(Sysfs.NVME_CONTROLLERS + "/" + controller.name()))) {
            return;
        }
        Optional<String> name = from.remark(file).flatMap(FcAddress::initiator);
        List<DevPath> hosts =
                ports.stream()
                        .filter(port -> name.filter(port.name()::equals).isPresent())
                        .map(Port::host)
                        .toList();
        if (hosts.size() == 1) {
            ways.add(new Way(controller, hosts.get(0)));
        } else {
            from.note(file, "does not tell which Fibre Channel HBA the controller goes through");
        }
    }
}
