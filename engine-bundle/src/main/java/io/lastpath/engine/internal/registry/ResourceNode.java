// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** One place of the resource tree. Guarded by the lock of {@link Registrations}. */
final class ResourceNode {

    private final ResourceNode parent;
    private final String name;

    /** Newest first: that is the calling order. */
    private final List<Registrant> registrants = new ArrayList<>(1);

    private final Census census;
    private NavigableMap<String, ResourceNode> children;
    private int live;

    ResourceNode(ResourceNode parent, String name, Census census) {
        this.parent = parent;
        this.name = name;
        this.census = census;
    }

    ResourceNode child(String part) {
        return children == null ? null : children.get(part);
    }

    ResourceNode childOrNew(String part) {
        if (children == null) {
            children = new TreeMap<>(Utf8Order.INSTANCE);
        }
        return children.computeIfAbsent(part, fresh -> new ResourceNode(this, fresh, census));
    }

    Collection<ResourceNode> children() {
        return children == null ? List.of() : children.values();
    }

    ResourceNode firstChild() {
        return isLeaf() ? null : children.firstEntry().getValue();
    }

    ResourceNode nextSibling() {
        Map.Entry<String, ResourceNode> next = parent.children.higherEntry(name);
        return next == null ? null : next.getValue();
    }

    ResourceNode parent() {
        return parent;
    }

    List<Registrant> registrants() {
        return registrants;
    }

    Optional<Registrant> registrant(String module, long pid) {
        return registrants.stream().filter(one -> one.is(module, pid)).findFirst();
    }

    /** {@return whether a later module of that name is registered here} */
    boolean isSucceeded(ModuleSlot module, long pid) {
        return registrant(module.name(), pid)
                .filter(one -> one.module().arrival() > module.arrival())
                .isPresent();
    }

    /** {@return what the module of that name that is leaving had here} */
    List<Registrant> forerunners(ModuleSlot module, long pid) {
        return registrants.stream()
                .filter(one -> one.is(module.name(), pid) && one.module() != module)
                .toList();
    }

    /** That is not its successor's. */
    void forgetForerunners(ModuleSlot module, long pid) {
        forget(forerunners(module, pid)::contains);
    }

    void add(Registrant registrant) {
        int place = 0;
        while (place < registrants.size() && registrants.get(place).order() > registrant.order()) {
            place++;
        }
        registrants.add(place, registrant);
        census.registrants(0, 1);
    }

    /** Notes that a registrant here has come alive, 1, or was removed, -1. */
    void live(int change) {
        boolean before = live > 0;
        live += change;
        census.registrants(change, -change);
        census.resources((live > 0 ? 1 : 0) - (before ? 1 : 0));
    }

    void forget(Predicate<Registrant> which) {
        List<Registrant> forgotten = registrants.stream().filter(which).toList();
        forgotten.forEach(Registrant::forget);
        registrants.removeAll(forgotten);
        census.registrants(0, -forgotten.size());
    }

    /** Drops what lies below and leads to nobody. A walk that stands there finds its way on. */
    void prune() {
        if (children != null) {
            children.values().forEach(ResourceNode::prune);
            children.values().removeIf(child -> child.registrants.isEmpty() && child.isLeaf());
        }
    }

    /** {@return the state of the place, as far as its registrants say} */
    RcmState state() {
        RcmState state = RcmState.ONLINE;
        for (Registrant one : registrants) {
            switch (one.state()) {
                case OFFLINE_FAIL, SUSPEND_FAIL, OFFLINE_QUERY_FAIL, SUSPEND_QUERY_FAIL -> {
                    return one.state();
                }
                case ONLINE, REMOVE -> {}
                default -> state = one.state();
            }
        }
        return state;
    }

    /** {@return whether somebody has DR interest who was not told that the place is gone} */
    boolean isAnybodyThere() {
        return registrants.stream()
                .anyMatch(one -> one.has(RegistrationKind.DR) && !one.isRemoved());
    }

    private boolean isLeaf() {
        return children == null || children.isEmpty();
    }

    /** The module of a file system passes on what concerns the files below its root. */
    boolean isFilesysRoot() {
        return registrants.stream().anyMatch(one -> one.isFilesys() && !one.isRemoved());
    }
}
