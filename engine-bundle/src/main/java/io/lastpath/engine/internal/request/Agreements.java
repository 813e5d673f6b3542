// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.engine.internal.registry.Registrant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who was asked in one operation, at all depths of its cascade, and has not been told yet: modules
 * only, since a process passes nothing on. Safe for use by several threads.
 */
public final class Agreements {

    private final Map<TreeKey, Set<Registrant>> asked = new ConcurrentHashMap<>();
    private final Set<Registrant> told = ConcurrentHashMap.newKeySet();

    /** Notes who is asked in the walk of a place. */
    public void asked(TreeKey place, Registrant one) {
        asked.computeIfAbsent(place, any -> ConcurrentHashMap.newKeySet()).add(one);
    }

    /** Notes who is told: whatever becomes of the registration, it is not missed any more. */
    public void told(Registrant one) {
        told.add(one);
    }

    /** {@return whether it was asked in the walk of a place} */
    public boolean isAsked(TreeKey place, Registrant one) {
        return asked.getOrDefault(place, Set.of()).contains(one);
    }

    /** {@return who was asked in the walk of a place and waits to be told} */
    public List<Registrant> untold(TreeKey place) {
        return asked.getOrDefault(place, Set.of()).stream()
                .filter(one -> !told.contains(one))
                .toList();
    }
}
