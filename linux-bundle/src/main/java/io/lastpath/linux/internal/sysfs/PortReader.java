// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.ClientFacts;
import io.lastpath.linux.internal.facts.DiskFacts;
import io.lastpath.linux.internal.facts.Gap;
import io.lastpath.linux.internal.facts.Ports;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.file.ReadFailure;
import io.lastpath.linux.internal.parse.Attribute;
import io.lastpath.linux.internal.parse.DevPath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The SCSI hosts and NVMe controllers of a host. Immutable once read.
 *
 * @param scsiHosts DEVPATHs of the SCSI hosts themselves
 * @param nvmeControllers DEVPATHs of the NVMe controllers
 * @param gaps what could not be read
 */
record PortReader(List<DevPath> scsiHosts, List<DevPath> nvmeControllers, List<Gap> gaps) {

    static PortReader read(HostFiles files, BlockIndex index) throws IOException {
        List<Gap> gaps = new ArrayList<>();
        Set<DevPath> hosts = hosts(files, Sysfs.SCSI_HOSTS, gaps);
        Set<DevPath> controllers = new TreeSet<>(byName());
        controllers.addAll(links(files, Sysfs.NVME_CONTROLLERS, gaps));
        for (String name : index.names()) {
            if (NvmeNames.isNode(name)) {
                index.device(name).flatMap(DevPath::controller).ifPresent(controllers::add);
            }
        }
        return new PortReader(List.copyOf(hosts), List.copyOf(controllers), gaps);
    }

    /** {@return the SCSI hosts that a class of them has} */
    static Set<DevPath> hosts(HostFiles files, String folder, List<Gap> gaps) throws IOException {
        Set<DevPath> hosts = new TreeSet<>(byName());
        links(files, folder, gaps).forEach(link -> host(link).ifPresent(hosts::add));
        return hosts;
    }

    /** The link leads to {@code hostN/scsi_host/hostN} or its like. */
    private static Optional<DevPath> host(DevPath link) {
        int above = link.components().size() - 2;
        return above > 0
                ? new DevPath(link.components().subList(0, above)).controller()
                : Optional.empty();
    }

    /** {@return the order in which ports are shown} */
    static Comparator<DevPath> byName() {
        return Comparator.comparing(DevPath::toString, NumberedNames.ORDER);
    }

    private static List<DevPath> links(HostFiles files, String folder, List<Gap> gaps)
            throws IOException {
        List<DevPath> devices = new ArrayList<>();
        for (String name : names(files, folder)) {
            String link = folder + "/" + name;
            try {
                Optional<DevPath> device = DevPath.ofLink(folder, files.link(link), Sysfs.DEVICES);
                device.ifPresentOrElse(
                        devices::add, () -> gaps.add(new Gap(link, "leads to no device")));
            } catch (NoSuchFileException e) {
                // gone since it was listed
            } catch (IOException e) {
                gaps.add(new Gap(link, ReadFailure.reason(e)));
            }
        }
        return devices;
    }

    private static List<String> names(HostFiles files, String folder) throws IOException {
        try {
            return files.list(folder);
        } catch (NoSuchFileException e) {
            return List.of(); // a host without any
        }
    }

    /**
     * Finds the initiator ports that are worth showing: those with a path, and their like, which
     * may just have lost all of theirs: hosts of the same driver and controllers of the same
     * subsystem.
     */
    List<DevPath> initiators(
            HostFiles files, Ports ports, List<ClientFacts> clients, List<Controller> controllers) {
        Set<DevPath> used = new HashSet<>();
        for (ClientFacts client : clients) {
            client.disks().stream()
                    .map(DiskFacts::device)
                    .flatMap(device -> device.flatMap(DevPath::controller).stream())
                    .map(ports::behind)
                    .forEach(used::add);
        }
        Set<DevPath> shown = new TreeSet<>(byName());
        used.forEach(controller -> ports.above(controller).ifPresent(shown::add));
        scsi(files, used).forEach(host -> ports.above(host).ifPresent(shown::add));
        nvme(controllers).forEach(device -> ports.above(device).ifPresent(shown::add));
        return List.copyOf(shown);
    }

    private List<DevPath> scsi(HostFiles files, Set<DevPath> used) {
        if (scsiHosts.stream().noneMatch(used::contains)) {
            return List.of();
        }
        Map<DevPath, String> drivers = new HashMap<>();
        for (DevPath host : scsiHosts) {
            String file = Sysfs.of(host, "scsi_host/" + host.name() + "/proc_name");
            try {
                drivers.put(host, Attribute.text(files.read(file, HostFiles.ATTRIBUTE)));
            } catch (IOException e) {
                drivers.put(host, ""); // its paths are shown all the same
            }
        }
        Set<String> likes = new HashSet<>();
        used.forEach(host -> likes.add(drivers.getOrDefault(host, "")));
        likes.remove("");
        return scsiHosts.stream().filter(host -> likes.contains(drivers.get(host))).toList();
    }

    private static List<DevPath> nvme(List<Controller> controllers) {
        Set<String> subsystems = new HashSet<>();
        for (Controller controller : controllers) {
            if (!controller.nodes().isEmpty()) {
                subsystems.add(controller.subsystem());
            }
        }
        subsystems.remove("");
        return controllers.stream()
                .filter(controller -> subsystems.contains(controller.subsystem()))
                .map(Controller::device)
                .toList();
    }
}
