// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.engine.internal.registry.Registrant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who was asked in one operation, at all depths of its cascade, and who of them has not been told
 * yet. Safe for use by several threads.
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

    /** Notes that all who are there now are asked in the walk of a place. */
    public void asked(TreeKey place) {
        asked.computeIfAbsent(place, any -> ConcurrentHashMap.newKeySet());
    }

    /** {@return whether those at a place were asked, and he was not among them} */
    public boolean isNew(TreeKey place, Registrant one) {
        return asked.containsKey(place) && !asked.get(place).contains(one);
    }

    /**
     * Finds who was asked in the walk of a place and waits to be told.
     *
     * @return modules only, since a process passes nothing on
     */
    public List<Registrant> untold(TreeKey place) {
        return asked.getOrDefault(place, Set.of()).stream()
                .filter(one -> one.pid() == 0 && !told.contains(one))
                .toList();
    }
}
