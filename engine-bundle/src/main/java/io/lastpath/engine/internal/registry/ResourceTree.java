// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.RcmState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The resource tree. Guarded by the lock of {@link Registrations}. */
final class ResourceTree {

    private final Census census = new Census();
    private final ResourceNode root = new ResourceNode(null, "", census);

    Census census() {
        return census;
    }

    /** {@return the node of a place; null where there is none} */
    ResourceNode find(TreeKey key) {
        ResourceNode node = root;
        for (String part : key.parts()) {
            node = node.child(part);
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    /** {@return the node of a place, which is made where there is none} */
    ResourceNode create(TreeKey key) {
        ResourceNode node = root;
        for (String part : key.parts()) {
            node = node.childOrNew(part);
        }
        return node;
    }

    /** {@return whether anybody has to do with a place: at it, above it or below it} */
    boolean isAnybodyNear(TreeKey key) {
        ResourceNode node = root;
        for (String part : key.parts()) {
            node = node.child(part);
            if (node == null) {
                return false;
            }
            if (isAnybodyAt(node)) {
                return true;
            }
        }
        List<ResourceNode> below = new ArrayList<>();
        collect(node, below);
        return below.stream().anyMatch(ResourceTree::isAnybodyAt);
    }

    /** Who has dropped all interest is there only until the next sweep. */
    private static boolean isAnybodyAt(ResourceNode node) {
        return node.registrants().stream().anyMatch(one -> !one.isDone());
    }

    /** {@return the state of a place, as far as its registrants say} */
    RcmState stateOf(TreeKey key) {
        ResourceNode node = find(key);
        return node == null ? RcmState.ONLINE : node.state();
    }

    Optional<Registrant> registrant(TreeKey key, String module, long pid) {
        return Optional.ofNullable(find(key)).flatMap(node -> node.registrant(module, pid));
    }

    /** {@return all registrants in the order of a walk} */
    Stream<Registrant> registrants() {
        return nodes().stream().flatMap(node -> node.registrants().stream());
    }

    /** Forgets registrants, and the nodes that lead to nobody then. */
    void sweep(Predicate<Registrant> which) {
        nodes().forEach(node -> node.forget(which));
        root.prune();
    }

    private List<ResourceNode> nodes() {
        List<ResourceNode> all = new ArrayList<>();
        collect(root, all);
        return all;
    }

    /** As deep as a name has parts: 1,023 bytes bound it. */
    private static void collect(ResourceNode node, List<ResourceNode> all) {
        all.add(node);
        node.children().forEach(child -> collect(child, all));
    }
}
