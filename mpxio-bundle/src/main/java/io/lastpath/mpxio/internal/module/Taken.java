// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The clients whose users were told to let go, by PHCI, until that comes back or is removed, which
 * may be long after the request. Safe for use by several threads.
 */
final class Taken {

    /** What was taken with one PHCI, as an adapter showed it last. */
    private static final class Clients {
        private final Map<String, Asked.Disk> byPath = new LinkedHashMap<>();
        private String adapter = "";
    }

    private final Map<String, Clients> byPhci = new HashMap<>();

    synchronized void add(String phci, String adapter, Collection<Asked.Disk> disks) {
        Clients clients = byPhci.computeIfAbsent(phci, any -> new Clients());
        clients.adapter = adapter;
        disks.forEach(disk -> clients.byPath.put(disk.path(), disk));
    }

    /** {@return the clients by device path; none where nothing was taken} */
    synchronized Map<String, Asked.Disk> of(String phci) {
        return contains(phci) ? new LinkedHashMap<>(byPhci.get(phci).byPath) : Map.of();
    }

    /** {@return name of the device tree adapter that showed them; empty where nothing was taken} */
    synchronized String adapter(String phci) {
        return contains(phci) ? byPhci.get(phci).adapter : "";
    }

    synchronized boolean contains(String phci) {
        return byPhci.containsKey(phci);
    }

    synchronized void forget(String phci) {
        byPhci.remove(phci);
    }
}
