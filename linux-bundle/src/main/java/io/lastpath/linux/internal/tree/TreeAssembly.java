// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tree;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.NodePath;
import io.lastpath.linux.internal.facts.ClientFacts;
import io.lastpath.linux.internal.facts.Gap;
import io.lastpath.linux.internal.facts.HostFacts;
import io.lastpath.linux.internal.parse.Attribute;
import io.lastpath.linux.internal.parse.DevPath;
import io.lastpath.linux.internal.tool.Testimony;
import java.util.ArrayList;
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

    /** Maps that the kernel has and sysfs did not show. */
    private static List<Gap> strangers(HostFacts facts, Testimony testimony) {
        Set<String> known = new HashSet<>();
        facts.clients().stream()
                .filter(ClientFacts::mapped)
                .forEach(client -> known.add(client.name()));
        List<Gap> strangers = new ArrayList<>();
        testimony.kernel().map(Map::keySet).orElse(Set.of()).stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> strangers.add(stranger(testimony, name)));
        return strangers;
    }

    private static Gap stranger(Testimony testimony, String name) {
        return new Gap(
                testimony.kernelName(),
                "tells of a multipath map "
                        + Attribute.shown(name)
                        + " that sysfs does not show as one of multipath-tools");
    }
}
