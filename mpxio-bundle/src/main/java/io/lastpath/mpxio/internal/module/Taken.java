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

    private final Map<String, Map<String, Asked.Disk>> byPhci = new HashMap<>();

    synchronized void add(String phci, Collection<Asked.Disk> disks) {
        Map<String, Asked.Disk> taken = byPhci.computeIfAbsent(phci, any -> new LinkedHashMap<>());
        disks.forEach(disk -> taken.put(disk.path(), disk));
    }

    /** {@return the clients by device path; none where nothing was taken} */
    synchronized Map<String, Asked.Disk> of(String phci) {
        return Map.copyOf(byPhci.getOrDefault(phci, Map.of()));
    }

    synchronized boolean contains(String phci) {
        return byPhci.containsKey(phci);
    }

    synchronized void forget(String phci) {
        byPhci.remove(phci);
    }
}
