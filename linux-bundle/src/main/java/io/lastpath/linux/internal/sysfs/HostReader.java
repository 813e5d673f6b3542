// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.ClientFacts;
import io.lastpath.linux.internal.facts.DiskFacts;
import io.lastpath.linux.internal.facts.Gap;
import io.lastpath.linux.internal.facts.HostFacts;
import io.lastpath.linux.internal.facts.Ports;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.file.PatientReads;
import io.lastpath.linux.internal.file.ReadFailure;
import io.lastpath.linux.internal.parse.DevPath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads what sysfs says of a host: the maps of device-mapper with their disks, and the heads of
 * NVMe namespaces with their controllers. Opens attributes only, never a block device. For one
 * thread, for one reading.
 */
public final class HostReader {

    private final PatientReads reads;
    private final SeveralPorts several;
    private final List<Gap> gaps = new ArrayList<>();
    private final TargetPorts targets = new TargetPorts();
    private BlockIndex index;

    private HostReader(PatientReads reads, SeveralPorts several) {
        this.reads = reads;
        this.several = several;
    }

    /**
     * Reads a host.
     *
     * @param reads the host's files
     * @param several what earlier readings of the same host have found
     * @return what sysfs says
     * @throws IOException if this is no Linux host, or too much of it hangs
     */
    public static HostFacts read(PatientReads reads, SeveralPorts several) throws IOException {
        return new HostReader(reads, several).host();
    }

    private HostFacts host() throws IOException {
        index = only("the block devices", files -> BlockIndex.read(files));
        gaps.addAll(index.gaps());
        PortReader hosts = only("the controllers", files -> PortReader.read(files, index));
        gaps.addAll(hosts.gaps());
        DiskReader disks = new DiskReader(index, targets, states(hosts));
        MapReader maps = new MapReader(index, disks);
        List<ClientFacts> clients = new ArrayList<>(maps(maps));
        Set<String> others = others(maps, clients);
        List<Controller> controllers = controllers(disks, hosts.nvmeControllers());
        clients.addAll(heads(controllers));
        Ports ports = ports(hosts);
        clients.addAll(singles(ports, clients, disks));
        HolderCheck holders = new HolderCheck(index, clients);
        gaps.addAll(only("the holders", holders::gaps));
        LostSlaves lost = new LostSlaves(index, clients);
        collect(
                reads.each(
                        lost.asked(),
                        lost::read,
                        (disk, file, reason) -> Reading.hidden(file, reason)));
        LinkCheck links = new LinkCheck(index, clients, controllers);
        List<LinkCheck.Link> unread = links.unread(hosts.scsiHosts());
        collect(reads.each(unread, LinkCheck::read, LinkCheck::hidden));
        List<DevPath> initiators =
                only("the drivers", files -> hosts.initiators(files, ports, clients, controllers));
        return new HostFacts(ports, initiators, clients, others, index.byNumber(), gaps);
    }

    private HostStates states(PortReader hosts) throws IOException {
        return new HostStates(
                collect(
                        reads.each(
                                hosts.scsiHosts(),
                                HostStates::read,
                                (host, file, reason) -> Reading.hidden(file, reason))));
    }

    private List<ClientFacts> singles(Ports ports, List<ClientFacts> clients, DiskReader disks)
            throws IOException {
        SingleNamespaces reader = new SingleNamespaces(index, disks);
        return collect(
                reads.each(
                        reader.of(ports, clients),
                        reader::read,
                        (device, file, reason) -> Reading.hidden(file, reason)));
    }

    private Ports ports(PortReader hosts) throws IOException {
        Set<DevPath> all = new LinkedHashSet<>(hosts.scsiHosts());
        all.addAll(hosts.nvmeControllers());
        index.byName().values().forEach(disk -> disk.controller().ifPresent(all::add));
        List<FcInitiators.Way> ways =
                collect(
                        reads.each(
                                List.of(hosts.nvmeControllers()),
                                (nvme, files) -> FcInitiators.read(nvme, hosts.scsiHosts(), files),
                                (nvme, file, reason) -> Reading.hidden(file, reason)));
        Map<DevPath, DevPath> behind = new HashMap<>();
        ways.forEach(way -> behind.put(way.controller(), way.host()));
        return Ports.of(all, behind).and(several.with(hosts.scsiHosts()));
    }

    private interface Whole<R> {
        R read(HostFiles files) throws IOException;
    }

    private record Outcome<R>(R result, IOException failure) {}

    /** Reads what there is nothing without: a failure is one of the whole reading. */
    private <R> R only(String what, Whole<R> whole) throws IOException {
        Outcome<R> outcome =
                reads.each(
                                List.of(what),
                                (same, files) -> {
                                    try {
                                        return new Outcome<>(whole.read(files), null);
                                    } catch (IOException e) {
                                        return new Outcome<R>(null, sentence(e));
                                    }
                                },
                                (same, file, reason) ->
                                        new Outcome<R>(null, new IOException(file + " " + reason)))
                        .get(0);
        if (outcome.failure() != null) {
            throw outcome.failure();
        }
        return outcome.result();
    }

    private static IOException sentence(IOException e) {
        return e instanceof FileSystemException named
                ? new IOException(named.getFile() + " " + ReadFailure.reason(e), e)
                : e;
    }

    private List<ClientFacts> maps(MapReader reader) throws IOException {
        return collect(
                reads.each(
                        index.dmNames(),
                        reader::read,
                        (name, file, reason) -> Reading.hidden(file, reason)));
    }

    private Set<String> others(MapReader reader, List<ClientFacts> maps) throws IOException {
        Set<String> names = new LinkedHashSet<>(index.dmNames());
        maps.forEach(map -> names.remove(map.device().name()));
        return Set.copyOf(
                collect(
                        reads.each(
                                List.copyOf(names),
                                reader::name,
                                (name, file, reason) -> Reading.hidden(file, reason))));
    }

    private List<Controller> controllers(DiskReader disks, Collection<DevPath> found)
            throws IOException {
        ControllerReader reader = new ControllerReader(index, disks);
        return collect(
                reads.each(
                        List.copyOf(found),
                        reader::read,
                        (name, file, reason) -> Reading.hidden(file, reason)));
    }

    private List<ClientFacts> heads(List<Controller> controllers) throws IOException {
        Map<String, List<DiskFacts>> nodes = new HashMap<>();
        for (Controller controller : controllers) {
            for (DiskFacts node : controller.nodes()) {
                NvmeNames.headOf(node.name())
                        .ifPresent(
                                head ->
                                        nodes.computeIfAbsent(head, any -> new ArrayList<>())
                                                .add(node));
            }
        }
        Map<String, DevPath> heads = new TreeMap<>(NumberedNames.ORDER);
        index.byName().values().stream()
                .filter(NvmeNames::isHead)
                .forEach(head -> heads.put(head.name(), head));
        nodes.forEach((head, paths) -> noteWithoutHead(heads, head, paths));
        nodes.values()
                .forEach(
                        paths ->
                                paths.sort(
                                        Comparator.comparing(
                                                DiskFacts::name, NumberedNames.ORDER)));
        HeadReader reader = new HeadReader(index, nodes);
        return collect(
                reads.each(
                        List.copyOf(heads.values()),
                        reader::read,
                        (name, file, reason) -> Reading.hidden(file, reason)));
    }

    private void noteWithoutHead(Map<String, DevPath> heads, String head, List<DiskFacts> paths) {
        if (!heads.containsKey(head)) {
            gaps.add(
                    new Gap(
                            Sysfs.DISKS + "/" + head,
                            "is missing, but its path " + paths.get(0).name() + " is there"));
        }
    }

    private <T> List<T> collect(List<Reading<T>> readings) {
        List<T> found = new ArrayList<>();
        for (Reading<T> reading : readings) {
            found.addAll(reading.found());
            gaps.addAll(reading.gaps());
        }
        return found;
    }
}
