// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A node of the resource tree (section 1). */
final class Node {

    final String path;

    /** In byte order, which for the names of records is that of their characters. */
    final SortedMap<String, Node> children = new TreeMap<>();

    /** In calling order: the newest first. */
    final List<Client> clients = new ArrayList<>();

    Node(String path) {
        this.path = path;
    }

    Node find(Place place) {
        Node node = this;
        for (String part : place.parts()) {
            node = node == null ? null : node.children.get(part);
        }
        return node;
    }

    Node make(Place place) {
        Node node = this;
        for (String part : place.parts()) {
            String path = node.path + "/" + part;
            node = node.children.computeIfAbsent(part, any -> new Node(path));
        }
        return node;
    }

    /** R9: as long as somebody who registered so is there. */
    boolean isFilesystemRoot() {
        return clients.stream().anyMatch(one -> !one.isRemoved() && one.wants(Flags.FILESYS));
    }

    /** Visits this node, then what is below, except below roots of file systems. */
    void walk(Consumer<Node> visitor) {
        visitor.accept(this);
        if (!isFilesystemRoot()) {
            walkChildren(visitor);
        }
    }

    void walkChildren(Consumer<Node> visitor) {
        List.copyOf(children.values()).forEach(child -> child.walk(visitor));
    }

    /** Takes away the nodes that nobody registered for, nor for anything below. */
    void prune() {
        children.values().forEach(Node::prune);
        children.values().removeIf(one -> one.clients.isEmpty() && one.children.isEmpty());
    }

    /** Visits all nodes. */
    void all(Consumer<Node> visitor) {
        visitor.accept(this);
        children.values().forEach(child -> child.all(visitor));
    }
}
