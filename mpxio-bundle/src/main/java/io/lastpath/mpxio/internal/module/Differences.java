// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what a request asked about a PHCI with what a commit of it would do.
 *
 * @param asked what was asked
 * @param memory what the request asked and told so far
 */
record Differences(Asked asked, RequestMemory memory) {

    /**
     * Compares what was asked with what would be done.
     *
     * @param now what a commit does
     * @param inUse adapter in use
     * @return a sentence about the first difference that matters; empty for none
     */
    Optional<String> change(Effect now, String inUse) {
        GroupTable table = now.state().table();
        return otherAdapter(now.state().adapter())
                .or(() -> otherAdapter(inUse))
                .or(() -> lost(table))
                .or(() -> otherDisk(table))
                .or(() -> stranger(now))
                .map(change -> change + asked.remedy());
    }

    private Optional<String> otherAdapter(String now) {
        return now.equals(asked.adapter())
                ? Optional.empty()
                : Optional.of(
                        "the disks were asked about as device tree adapter "
                                + asked.adapter()
                                + " showed them, and adapter "
                                + now
                                + " is in use now");
    }

    private Optional<String> lost(GroupTable table) {
        return asked.wasThere()
                        && table.phciByResource(asked.phci()) < 0
                        && !asked.isLetGo(memory, memory.seen(table))
                ? Optional.of("PHCI " + asked.phci() + " was in the device tree and is gone now")
                : Optional.empty();
    }

    /** Once users let go, disks may be gone with theirs, and none may be another one. */
    private Optional<String> otherDisk(GroupTable table) {
        Sightings seen = memory.seen(table);
        return asked.disks().stream()
                .filter(disk -> !seen.isGone(disk.path()) || !memory.hasTold())
                .flatMap(disk -> otherDisk(disk, seen.identities(disk.path())).stream())
                .findFirst();
    }

    private static Optional<String> otherDisk(Asked.Disk disk, Set<String> now) {
        String was = disk.identity().isEmpty() ? "" : "was " + disk.identity() + " when it ";
        if (now.isEmpty()) {
            return Optional.of(
                    "client " + disk.path() + " " + was + "was asked about and is gone now");
        }
        if (was.isEmpty() || now.contains(disk.identity())) {
            return Optional.empty();
        }
        String other = String.join(", ", now);
        return Optional.of(
                "client "
                        + disk.path()
                        + " "
                        + was
                        + "was asked about and is "
                        + (other.isEmpty() ? "without identity" : other)
                        + " now");
    }

    /** {@return a sentence about the first client that nobody was asked about; empty for none} */
    Optional<String> unasked(Effect now) {
        return stranger(now).map(change -> change + asked.remedy());
    }

    private Optional<String> stranger(Effect now) {
        Map<String, String> labels = new TreeMap<>();
        now.affected()
                .forEach(
                        loss ->
                                labels.put(
                                        loss.group().devicePath(loss.client()),
                                        loss.group().label(loss.client())));
        labels.keySet().removeAll(memory.clients());
        return labels.values().stream()
                .findFirst()
                .map(
                        label ->
                                "client "
                                        + label
                                        + " would be left without a usable path now, and nobody"
                                        + " was asked about it");
    }
}
