// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a query of one PHCI was about. Immutable.
 *
 * @param phci resource name of the PHCI
 * @param wasThere whether the tree had it
 * @param adapter device tree adapter that it was worked out on
 * @param disks the affected clients, in walk order
 */
record Asked(String phci, boolean wasThere, String adapter, List<Disk> disks) {

    /**
     * An affected client.
     *
     * @param path its device path
     * @param identity its identity; empty where the host gives none
     */
    record Disk(String path, String identity) {}

    static Asked of(String phci, Effect effect) {
        return new Asked(
                phci,
                hasPhci(effect, phci),
                effect.state().adapter(),
                effect.affected().stream().map(loss -> disk(loss.group(), loss.client())).toList());
    }

    private static boolean hasPhci(Effect effect, String phci) {
        return effect.state().table().phciByResource(phci) >= 0;
    }

    private static Disk disk(Group group, int client) {
        return new Disk(group.devicePath(client), group.identity(client));
    }

    /** {@return device paths of the clients} */
    Stream<String> paths() {
        return disks.stream().map(Disk::path);
    }

    /** {@return why the tree that could not be read again ends the request} */
    String unread(String failure) {
        return "whether the disks are those that were asked about is not known, the device tree"
                + " could not be read again: "
                + failure
                + remedy();
    }

    /** {@return why a table that is not to be believed ends the request} */
    String stale(String doubt) {
        return "whether the disks are those that were asked about is not known, "
                + doubt
                + remedy();
    }

    /** {@return why a tree that is not whole any more ends the request; empty if it is whole} */
    Optional<String> doubtful(Effect now) {
        return now.doubtful().stream()
                .findFirst()
                .map(doubt -> "who would be hurt is not known, " + doubt.reason() + remedy());
    }

    /** {@return why another PHCI that goes as well ends the request} */
    String newcomer(String other) {
        return "PHCI " + other + " leads to clients now, and nobody was asked about it" + remedy();
    }

    /** A request that fails at its commit is open, and holds what it took until that comes back. */
    private String remedy() {
        return "; bring " + phci + " online again and ask anew";
    }

    /**
     * Compares what was asked with what would be done.
     *
     * @param now what a commit does
     * @param inUse adapter in use
     * @param memory what the request asked and told so far
     * @return a sentence about the first difference that matters; empty for none
     */
    Optional<String> change(Effect now, String inUse, RequestMemory memory) {
        return otherAdapter(now.state().adapter())
                .or(() -> otherAdapter(inUse))
                .or(() -> lost(now))
                .or(() -> otherDisk(now.state().table(), memory))
                .or(() -> stranger(now, memory.clients()))
                .map(change -> change + remedy());
    }

    private Optional<String> otherAdapter(String now) {
        return now.equals(adapter)
                ? Optional.empty()
                : Optional.of(
                        "the disks were asked about as device tree adapter "
                                + adapter
                                + " showed them, and adapter "
                                + now
                                + " is in use now");
    }

    private Optional<String> lost(Effect now) {
        return wasThere && !hasPhci(now, phci)
                ? Optional.of("PHCI " + phci + " was in the device tree and is gone now")
                : Optional.empty();
    }

    /** Whose users were told may be gone, and may not be another one. */
    private Optional<String> otherDisk(GroupTable table, RequestMemory memory) {
        Map<String, Set<String>> there = identities(table);
        return disks.stream()
                .filter(disk -> !there.get(disk.path()).isEmpty() || !memory.isTold(disk.path()))
                .flatMap(disk -> otherDisk(disk, there.get(disk.path())).stream())
                .findFirst();
    }

    /** {@return the identities that the clients asked about have now, by device path} */
    private Map<String, Set<String>> identities(GroupTable table) {
        Map<String, Set<String>> there = new HashMap<>();
        paths().forEach(path -> there.put(path, new TreeSet<>()));
        for (int g = 0; g < table.groupCount(); g++) {
            Group group = table.group(g);
            for (int client = 0; client < group.size(); client++) {
                Set<String> found = there.get(group.devicePath(client));
                if (found != null) {
                    found.add(group.identity(client));
                }
            }
        }
        return there;
    }

    private static Optional<String> otherDisk(Disk disk, Set<String> now) {
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
    Optional<String> unasked(Effect now, RequestMemory memory) {
        return stranger(now, memory.clients()).map(change -> change + remedy());
    }

    private static Optional<String> stranger(Effect now, Set<String> known) {
        Map<String, String> labels = new TreeMap<>();
        now.affected()
                .forEach(
                        loss ->
                                labels.put(
                                        loss.group().devicePath(loss.client()),
                                        loss.group().label(loss.client())));
        labels.keySet().removeAll(known);
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
