// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.Origin;
import io.lastpath.mpxio.internal.analysis.ClientLoss;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what a request asked about a PHCI with what a commit of it would do.
 *
 * @param asked what was asked
 * @param request asks and tells
 */
record Differences(Asked asked, Request request) {

    /**
     * Compares what was asked with what would be done.
     *
     * @param now what a commit does
     * @param inUse adapter in use
     * @return a sentence about the first difference that matters; empty for none
     */
    Optional<String> change(Effect now, Origin inUse) {
        GroupTable table = now.state().table();
        return otherAdapter(now.state().origin())
                .or(() -> otherAdapter(inUse))
                .or(() -> lost(table))
                .or(() -> otherDisk(table));
    }

    private Optional<String> otherAdapter(Origin now) {
        return now.equals(asked.origin())
                ? Optional.empty()
                : Optional.of("the disks were asked about " + asked.origin().before(now));
    }

    private Optional<String> lost(GroupTable table) {
        return asked.isGone(table) && !memory().hasTold()
                ? Optional.of("PHCI " + asked.phci() + " was in the device tree and is gone now")
                : Optional.empty();
    }

    /** Once users let go, disks may be gone with theirs, and none may be another one. */
    private Optional<String> otherDisk(GroupTable table) {
        Sightings seen = memory().seen(table);
        return asked.disks().stream()
                .filter(disk -> !seen.isGone(disk.path()) || !memory().hasTold())
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
        Set<String> known = memory().clients();
        return now.affected().stream()
                .filter(loss -> !known.contains(loss.group().devicePath(loss.client())))
                .filter(loss -> !hasLetGo(loss))
                .map(loss -> loss.group().label(loss.client()))
                .min(Comparator.naturalOrder())
                .map(
                        label ->
                                "client "
                                        + label
                                        + " would be left without a usable path now, and nobody"
                                        + " was asked about it");
    }

    /** {@return a sentence about the first client that went unasked; empty for none} */
    Optional<String> vanished(GroupTable table) {
        Set<String> known = memory().clients();
        List<Asked.Disk> hung = List.copyOf(memory().through(asked.phci()).values());
        Sightings seen = memory().seen(table);
        return hung.stream()
                .filter(disk -> seen.isGone(disk.path()) && !known.contains(disk.path()))
                .filter(disk -> !request.hasLetGo(disk))
                .map(Asked.Disk::path)
                .min(Comparator.naturalOrder())
                .map(
                        path ->
                                "client "
                                        + path
                                        + " had a path there and has none now, and nobody was asked"
                                        + " about it");
    }

    /** Another request may have asked and told its users meanwhile. */
    private boolean hasLetGo(ClientLoss loss) {
        return loss.group().isNameable(loss.client())
                && request.isOffline(loss.group().resource(loss.client()));
    }

    private RequestMemory memory() {
        return request.memory();
    }
}
