// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The modules in service. Of two with one name the first serves, the other stands by until the
 * first leaves: that is how a new version takes over. Safe for use by several threads.
 */
public final class Modules {

    private final List<ModuleSlot> arrived = new ArrayList<>();

    /**
     * Takes in a module.
     *
     * @param module the module
     * @return whether it serves; otherwise it stands by
     */
    public synchronized boolean arrive(ModuleSlot module) {
        boolean serves = find(module.name()).isEmpty();
        arrived.add(module);
        return serves;
    }

    /**
     * Lets a module go.
     *
     * @param module the module
     * @return the one that takes over, if one stood by
     */
    public synchronized Optional<ModuleSlot> leave(ModuleSlot module) {
        boolean served = find(module.name()).filter(one -> one == module).isPresent();
        arrived.remove(module);
        return served ? find(module.name()) : Optional.empty();
    }

    /** {@return the one that takes over when a module leaves, if it serves and one stands by} */
    public synchronized Optional<ModuleSlot> nextTo(ModuleSlot module) {
        return find(module.name()).filter(one -> one == module).isPresent()
                ? arrived.stream()
                        .filter(one -> one != module && one.name().equals(module.name()))
                        .findFirst()
                : Optional.empty();
    }

    /** {@return the module of that name that serves} */
    public synchronized Optional<ModuleSlot> find(String name) {
        return arrived.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** {@return the modules that stand by, in the order of their arrival} */
    public synchronized List<ModuleSlot> standingBy() {
        List<ModuleSlot> rest = new ArrayList<>(arrived);
        rest.removeAll(serving());
        return rest;
    }

    /** {@return the modules that serve, in the order of their arrival} */
    public synchronized List<ModuleSlot> serving() {
        Map<String, ModuleSlot> first = new LinkedHashMap<>();
        arrived.forEach(one -> first.putIfAbsent(one.name(), one));
        return List.copyOf(first.values());
    }
}
