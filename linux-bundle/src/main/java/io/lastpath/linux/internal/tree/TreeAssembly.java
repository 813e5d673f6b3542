// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tree;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.NodePath;
import io.lastpath.linux.internal.facts.ClientFacts;
import io.lastpath.linux.internal.facts.Gap;
import io.lastpath.linux.internal.facts.HostFacts;
import io.lastpath.linux.internal.parse.Attribute;
import io.lastpath.linux.internal.parse.DevPath;
import io.lastpath.linux.internal.parse.DmStatus;
import io.lastpath.linux.internal.tool.Testimony;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts together what sysfs and the tools say. They were asked one after the other, so that what
 * happens in between makes them contradict each other: then it is worth to ask again.
 */
public final class TreeAssembly {

    private TreeAssembly() {}

    /**
     * A tree.
     *
     * @param nodes what it has
     * @param contradictory whether those who were asked do not agree
     */
    public record Assembled(List<DeviceNode> nodes, boolean contradictory) {

        /** Copies the list. */
        public Assembled {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * Puts a tree together.
     *
     * @param facts what sysfs says
     * @param testimony what the tools say
     * @return the tree: initiator ports, clients, then what could not be read
     */
    public static Assembled of(HostFacts facts, Testimony testimony) {
        List<Gap> contradictions = new ArrayList<>(strangers(facts, testimony));
        contradictions.addAll(lost(facts, testimony));
        List<Gap> gaps = new ArrayList<>(facts.gaps());
        gaps.addAll(testimony.gaps());
        List<DeviceNode> nodes = new ArrayList<>();
        for (DevPath port : facts.initiators()) {
            nodes.add(new DeviceNode.Phci(NodePath.of(port.toString())));
        }
        for (ClientFacts client : facts.clients()) {
            ClientAssembly assembly = new ClientAssembly(client, facts, testimony);
            nodes.add(assembly.client());
            gaps.addAll(assembly.gaps());
            contradictions.addAll(assembly.contradictions());
        }
        gaps.addAll(contradictions);
        gaps.stream()
                .distinct()
                .forEach(gap -> nodes.add(new DeviceNode.Unreadable(gap.where(), gap.reason())));
        return new Assembled(nodes, !contradictions.isEmpty());
    }

    /** Maps that the kernel has and sysfs did not show; the daemon is believed without it. */
    private static List<Gap> strangers(HostFacts facts, Testimony testimony) {
        Set<String> names = new HashSet<>();
        Set<String> disks = new HashSet<>();
        for (ClientFacts client : facts.clients()) {
            if (client.mapped()) {
                names.add(client.name());
                names.add(DmStatus.unmangled(client.name()));
                disks.add(client.device().name());
            }
        }
        if (testimony.kernel().isPresent()) {
            return testimony.kernel().get().keySet().stream()
                    .filter(name -> !names.contains(name))
                    .sorted()
                    .map(name -> stranger(testimony.kernelName(), name))
                    .toList();
        }
        return testimony.daemon().map(Map::values).stream()
                .flatMap(Collection::stream)
                .filter(map -> !disks.contains(map.disk()))
                .map(map -> stranger(testimony.daemonName(), map.name()))
                .sorted(Comparator.comparing(Gap::reason))
                .toList();
    }

    /** Whatever else the kernel's device-mapper has: somebody may use a disk through it. */
    private static List<Gap> lost(HostFacts facts, Testimony testimony) {
        Set<String> names = new HashSet<>(facts.otherMaps());
        facts.clients().stream()
                .filter(ClientFacts::mapped)
                .forEach(client -> names.add(client.name()));
        Set<String> shown = new HashSet<>(names);
        names.forEach(name -> shown.add(DmStatus.unmangled(name)));
        return testimony.others().stream()
                .filter(name -> !shown.contains(name))
                .sorted()
                .map(
                        name ->
                                new Gap(
                                        testimony.kernelName(),
                                        "tells of a device "
                                                + Attribute.shown(name)
                                                + ", but no dm/name in sysfs has it"))
                .toList();
    }

    private static Gap stranger(String who, String name) {
        return new Gap(
                who,
                "tells of a multipath map "
                        + Attribute.shown(name)
                        + " that sysfs does not show as one of multipath-tools");
    }
}
