// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tree;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.linux.internal.facts.ClientFacts;
import io.lastpath.linux.internal.facts.DiskFacts;
import io.lastpath.linux.internal.facts.Gap;
import io.lastpath.linux.internal.facts.HostFacts;
import io.lastpath.linux.internal.parse.Attribute;
import io.lastpath.linux.internal.parse.DevPath;
import io.lastpath.linux.internal.parse.DmStatus;
import io.lastpath.linux.internal.parse.Mangling;
import io.lastpath.linux.internal.parse.MapsJson;
import io.lastpath.linux.internal.state.PathVerdict;
import io.lastpath.linux.internal.state.Said;
import io.lastpath.linux.internal.state.StateSource;
import io.lastpath.linux.internal.sysfs.Sysfs;
import io.lastpath.linux.internal.tool.Testimony;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts one client together. For one thread. */
final class ClientAssembly {

    private static final List<StateSource> DAEMON =
            List.of(
                    StateSource.DAEMON_DM,
                    StateSource.DAEMON_DISK,
                    StateSource.CHECKER,
                    StateSource.MARGINAL);

    private final ClientFacts facts;
    private final HostFacts host;
    private final String kernelName;
    private final String daemonName;
    private final Optional<List<DmStatus.Path>> kernel;
    private final Optional<MapsJson.MultipathMap> daemon;
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Gap> contradictions = new ArrayList<>();
    private final List<DevicePath> paths = new ArrayList<>();

    ClientAssembly(ClientFacts facts, HostFacts host, Testimony testimony) {
        this.facts = facts;
        this.host = host;
        this.kernelName = testimony.kernelName();
        this.daemonName = testimony.daemonName();
        this.kernel = testimony.told(facts.name());
        this.daemon =
                testimony
                        .daemon()
                        .map(maps -> maps.get(facts.device().name()))
                        .filter(this::isSame);
        if (facts.mapped() && testimony.kernel().isPresent() && kernel.isEmpty()) {
            contradict(
                    kernelName,
                    "does not tell of map " + facts.name() + ", as " + nameFile() + " calls it");
        }
        if (facts.mapped() && lacks(testimony.daemon())) {
            contradict(daemonName, "does not tell of map " + facts.name());
        }
        Set<String> known = new HashSet<>();
        for (DiskFacts disk : facts.disks()) {
            known.add(disk.name());
            known.add(disk.number());
            paths.add(path(disk));
        }
        kernel.ifPresent(told -> addGone(told, known));
        if (kernel.isEmpty()) {
            daemon.ifPresent(map -> addGone(map, known));
        }
    }

    private boolean lacks(Optional<Map<String, MapsJson.MultipathMap>> told) {
        return told.filter(maps -> !maps.containsKey(facts.device().name())).isPresent();
    }

    /** A number that now belongs to another map is no word about this one. */
    private boolean isSame(MapsJson.MultipathMap map) {
        boolean same = Mangling.undone(map.identity()).equals(Mangling.undone(facts.identity()));
        if (!same) {
            contradict(
                    daemonName,
                    "tells of "
                            + Attribute.shown(map.identity())
                            + ", not of what "
                            + Sysfs.of(facts.device(), "dm/uuid")
                            + " says");
        }
        return same;
    }

    DeviceNode.Client client() {
        return new DeviceNode.Client(
                NodePath.of(facts.device().toString()), facts.name(), facts.identity(), paths);
    }

    List<Gap> gaps() {
        return gaps;
    }

    List<Gap> contradictions() {
        return contradictions;
    }

    private String nameFile() {
        return Sysfs.of(facts.device(), "dm/name");
    }

    private void contradict(String who, String what) {
        contradictions.add(new Gap(who, what));
    }

    private DevicePath path(DiskFacts disk) {
        List<Said> said = new ArrayList<>(disk.said());
        kernel.ifPresent(told -> addKernel(told, disk, said));
        daemon.ifPresent(map -> addDaemon(map, disk, said));
        PathVerdict verdict = PathVerdict.of(said);
        NodePath phci = phci(disk);
        boolean isDead = verdict.state() == PathState.OFFLINE || verdict.state() == PathState.FAULT;
        if (phci instanceof NodePath.Unreadable unreadable && !isDead) {
            gaps.add(new Gap(unreadable.where(), unreadable.reason()));
        }
        return new DevicePath(phci, verdict.state(), disk.targetPort(), verdict.evidence());
    }

    private NodePath phci(DiskFacts disk) {
        String where = "path " + disk.name() + " of " + facts.name();
        return disk.device()
                .map(
                        device ->
                                host.ports()
                                        .above(device)
                                        .map(port -> NodePath.of(port.toString()))
                                        .orElseGet(
                                                () ->
                                                        new NodePath.Unreadable(
                                                                where,
                                                                "has no initiator port above "
                                                                        + device)))
                .orElseGet(() -> new NodePath.Unreadable(where, "is a disk that cannot be found"));
    }

    private void addKernel(List<DmStatus.Path> told, DiskFacts disk, List<Said> said) {
        Optional<DmStatus.Path> path =
                told.stream().filter(each -> each.number().equals(disk.number())).findFirst();
        path.ifPresentOrElse(
                each -> said.add(known(kernelName, new Said(StateSource.DM, each.word()))),
                () ->
                        contradict(
                                kernelName,
                                "does not tell of path " + disk.name() + " of " + facts.name()));
    }

    private void addDaemon(MapsJson.MultipathMap map, DiskFacts disk, List<Said> said) {
        Optional<MapsJson.Path> found =
                map.paths().stream()
                        .filter(path -> path.number().equals(disk.number()))
                        .filter(path -> path.disk().equals(disk.name()))
                        .findFirst();
        found.ifPresentOrElse(
                path -> addDaemon(path, said),
                () ->
                        contradict(
                                daemonName,
                                "does not tell of path " + disk.name() + " of " + facts.name()));
    }

    private void addDaemon(MapsJson.Path path, List<Said> said) {
        for (StateSource source : DAEMON) {
            Optional.ofNullable(path.states().get(source.origin()))
                    .map(word -> known(daemonName, new Said(source, word)))
                    .ifPresent(said::add);
        }
    }

    private Said known(String who, Said said) {
        if (!said.isKnown()) {
            gaps.add(
                    new Gap(
                            who,
                            "says "
                                    + said.source().origin()
                                    + " '"
                                    + Attribute.shown(said.word())
                                    + "' of a path of "
                                    + facts.name()
                                    + ", which is no known state"));
        }
        return said;
    }

    /** Adds paths that the kernel's table has while their disks are gone. */
    private void addGone(List<DmStatus.Path> told, Set<String> known) {
        for (DmStatus.Path path : told) {
            if (known.contains(path.number())) {
                continue;
            }
            DevPath device = host.numbers().get(path.number());
            if (device == null) {
                paths.add(gone(path.number(), new Said(StateSource.DM, path.word())));
            } else {
                contradict(
                        kernelName,
                        "tells of a path "
                                + device.name()
                                + " of "
                                + facts.name()
                                + " that sysfs does not show");
            }
        }
    }

    /** The same, as the daemon remembers it, where the kernel was not asked. */
    private void addGone(MapsJson.MultipathMap map, Set<String> known) {
        for (MapsJson.Path path : map.paths()) {
            if (known.contains(path.number())) {
                continue;
            }
            if (host.numbers().containsKey(path.number())) {
                contradict(
                        daemonName,
                        "tells of a path "
                                + Attribute.shown(path.disk())
                                + " of "
                                + facts.name()
                                + " that sysfs does not show");
            } else {
                String word = path.states().getOrDefault("dm_st", "undef");
                paths.add(gone(path.number(), new Said(StateSource.DAEMON_DM, word)));
            }
        }
    }

    private DevicePath gone(String number, Said said) {
        PathState told = said.state();
        return new DevicePath(
                new NodePath.Unreadable(
                        "path " + Attribute.shown(number) + " of " + facts.name(),
                        "its disk is gone"),
                told == PathState.FAULT ? PathState.FAULT : PathState.OFFLINE,
                "",
                "disk gone, " + said);
    }
}
