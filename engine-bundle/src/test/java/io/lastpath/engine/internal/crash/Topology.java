// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What hangs by what: adapters with disks, of which one hangs by both, disks with volumes, cards
 * with ports; and a supply of which events are sent, and the root of a file system with its user.
 * It is there once for each client, so that what clients do at the same time is for each of them as
 * if he were alone. Immutable.
 */
final class Topology {

    /** The module that hears of events. */
    static final String WATCHER = "watch";

    private final List<String> trees;
    private final Map<String, Map<String, List<String>>> modules = new TreeMap<>();

    /** A host with a tree of resources for each of these names. */
    Topology(List<String> trees) {
        this.trees = List.copyOf(trees);
        modules.put(WATCHER, Map.of());
        for (String tree : trees) {
            String disk = "/dsk/" + tree + "/";
            String volume = "/vol/" + tree + "/";
            String card = "/card/" + tree + "/";
            add("bus", "/devices/" + tree + "/hba0", disk + "d0", disk + "shared");
            add("bus", "/devices/" + tree + "/hba1", disk + "d1", disk + "shared");
            add("disk", disk + "d0", volume + "v0");
            add("disk", disk + "d1");
            add("disk", disk + "shared", volume + "vs");
            add("vol", volume + "v0");
            add("vol", volume + "vs");
            add("vol", volume + "vp");
            add("card", card + "0");
            add("card", card + "1");
            add("card", card + "2");
            add("card", card + "3");
            add("port", card + "0/port");
            add("port", card + "1/port", volume + "vp");
            supplied(tree).forEach(one -> add("load", one));
            add("fs", root(tree));
            add("user", root(tree) + "/user");
        }
    }

    List<String> trees() {
        return trees;
    }

    /** {@return of what events are sent in a tree} */
    static String supply(String tree) {
        return "/supply/" + tree;
    }

    /** {@return what is taken when that is heard of} */
    static List<String> supplied(String tree) {
        return List.of("/load/" + tree + "/0", "/load/" + tree + "/1");
    }

    /** {@return the root of a file system in a tree, which is only taken as one} */
    static String root(String tree) {
        return "/mnt/" + tree;
    }

    static boolean isRoot(String resource) {
        return resource.equals(root(treeOf(resource)));
    }

    private void add(String module, String resource, String... dependents) {
        modules.computeIfAbsent(module, any -> new TreeMap<>()).put(resource, List.of(dependents));
    }

    /** {@return the names of the modules, each with its resources and their dependents} */
    Map<String, Map<String, List<String>>> modules() {
        return modules;
    }

    /** {@return the resources of one tree, sorted, but for the root of a file system} */
    List<String> resources(String tree) {
        return modules.values().stream()
                .flatMap(one -> one.keySet().stream())
                .filter(one -> treeOf(one).equals(tree) && !isRoot(one))
                .sorted()
                .toList();
    }

    /** {@return the tree that a resource is in} */
    static String treeOf(String resource) {
        return resource.split("/")[2];
    }

    static boolean covers(String upper, String resource) {
        return resource.equals(upper) || resource.startsWith(upper + "/");
    }

    /** {@return what a resource depends on} */
    List<String> needed(String resource) {
        return modules.values().stream()
                .flatMap(one -> one.entrySet().stream())
                .filter(one -> one.getValue().contains(resource))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * {@return all that a request on a resource reaches: what is below it, and what depends on it}
     */
    Set<String> reached(String root) {
        Set<String> reached = new HashSet<>();
        List<String> left = new ArrayList<>(List.of(root));
        while (!left.isEmpty()) {
            String next = left.remove(0);
            modules.values()
                    .forEach(
                            resources ->
                                    resources.forEach(
                                            (resource, dependents) -> {
                                                if (covers(next, resource)
                                                        && reached.add(resource)) {
                                                    left.addAll(dependents);
                                                }
                                            }));
        }
        return reached;
    }
}
