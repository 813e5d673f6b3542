// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The clients whose users were told to let go, by PHCI, until that comes back or is removed, which
 * may be long after the request. Safe for use by several threads.
 */
final class Taken {

    /** What was taken with one PHCI, as an adapter showed it last. */
    private static final class Clients {
        private final Map<String, Asked.Disk> byPath = new LinkedHashMap<>();
        private final Map<String, Asked.Disk> hung = new LinkedHashMap<>();
        private final Map<String, Set<String>> ways = new HashMap<>();
        private String adapter = "";
    }

    private final Map<String, Clients> byPhci = new HashMap<>();

    /**
     * Remembers clients.
     *
     * @param phci what they were taken with
     * @param adapter that showed them
     * @param disks the clients
     * @param ways resources of the PHCIs that they hang by, by device path
     */
    synchronized void add(
            String phci,
            String adapter,
            Collection<Asked.Disk> disks,
            Map<String, Set<String>> ways) {
        Clients clients = byPhci.computeIfAbsent(phci, any -> new Clients());
        clients.adapter = adapter;
        disks.forEach(disk -> clients.byPath.put(disk.path(), disk));
        ways.forEach((path, phcis) -> clients.ways.merge(path, phcis, Ways::union));
    }

    /**
     * Remembers all clients that hung by what was taken, those among them that kept another path.
     *
     * @param phci what was taken
     * @param disks the clients, by device path
     */
    synchronized void hang(String phci, Map<String, Asked.Disk> disks) {
        byPhci.computeIfAbsent(phci, any -> new Clients()).hung.putAll(disks);
    }

    /** {@return all clients that hung by a PHCI when it was taken, by device path} */
    synchronized Map<String, Asked.Disk> hung(String phci) {
        return contains(phci) ? new TreeMap<>(byPhci.get(phci).hung) : Map.of();
    }

    /** {@return the clients by device path; none where nothing was taken} */
    synchronized Map<String, Asked.Disk> of(String phci) {
        return contains(phci) ? new LinkedHashMap<>(byPhci.get(phci).byPath) : Map.of();
    }

    /** {@return resources of the PHCIs with which a client was taken, told by its device path} */
    synchronized Set<String> with(String path) {
        return byPhci.entrySet().stream()
                .filter(each -> each.getValue().byPath.containsKey(path))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** {@return resources of the PHCIs that they hung by when they were taken, by device path} */
    synchronized Map<String, Set<String>> ways(String phci) {
        return contains(phci) ? new HashMap<>(byPhci.get(phci).ways) : Map.of();
    }

    /** {@return name of the device tree adapter that showed them; empty where nothing was taken} */
    synchronized String adapter(String phci) {
        return contains(phci) ? byPhci.get(phci).adapter : "";
    }

    /**
     * Notes that clients are back, whichever PHCI brought them: those that they were taken with
     * have them out no more, and are where they hung.
     *
     * @param clients resource names
     */
    synchronized void giveBack(Set<String> clients) {
        byPhci.values().forEach(each -> giveBack(clients, each));
    }

    private static void giveBack(Set<String> clients, Clients from) {
        List<Asked.Disk> back =
                from.byPath.values().stream()
                        .filter(disk -> clients.contains(disk.resource()))
                        .toList();
        for (Asked.Disk disk : back) {
            from.byPath.remove(disk.path());
            from.hung.put(disk.path(), disk);
        }
    }

    synchronized boolean contains(String phci) {
        return byPhci.containsKey(phci);
    }

    synchronized void forget(String phci) {
        byPhci.remove(phci);
    }
}
