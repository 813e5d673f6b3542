// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.host.Redundancy;
import io.lastpath.consumers.internal.host.Use;
import io.lastpath.consumers.internal.parse.DeviceNumber;
import io.lastpath.consumers.internal.parse.Mount;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes uses of mounted file systems. For one thread. */
final class FileSystems {

    static final String MODULE = "filesys";

    private static final int SHOWN = 3;

    private final Gaps gaps;
    private final Grounds grounds;
    private final Btrfs btrfs;
    private final Map<String, String> critical;
    private final String table;

    /** Where a file system is mounted, and on what. */
    private record Mounted(Mount mount, Set<String> devices, Redundancy redundancy) {}

    FileSystems(
            Gaps gaps, Grounds grounds, Btrfs btrfs, Map<String, String> critical, String table) {
        this.gaps = gaps;
        this.grounds = grounds;
        this.btrfs = btrfs;
        this.critical = critical;
        this.table = table;
    }

    /** {@return a use for each file system, however often it is mounted} */
    List<Use> uses(List<Mount> mounts) {
        Map<Set<String>, List<Mounted>> byDevices = new LinkedHashMap<>();
        for (Mount mount : mounts) {
            mounted(mount)
                    .ifPresent(
                            one ->
                                    byDevices
                                            .computeIfAbsent(
                                                    one.devices(), any -> new ArrayList<>())
                                            .add(one));
        }
        List<Use> uses = new ArrayList<>();
        byDevices.values().forEach(all -> uses.add(use(all)));
        Set<String> covered = new HashSet<>();
        byDevices.keySet().forEach(covered::addAll);
        critical.forEach(
                (device, role) -> {
                    if (!covered.contains(device)) {
                        Use use = needed(device, role);
                        uses.add(use);
                        covered.addAll(use.devices());
                    }
                });
        return uses;
    }

    /** Not mounted, at least not where it can be seen, but the system will want it. */
    private Use needed(String device, String role) {
        Btrfs.Volume whole =
                btrfs.known(Set.of(device))
                        .orElse(new Btrfs.Volume(Set.of(device), Redundancy.NONE));
        return new Use(
                MODULE,
                whole.devices(),
                whole.redundancy(),
                "not mounted, but " + role + ",",
                "it is " + role,
                Verdict.SYSTEM_CRITICAL,
                whole.devices());
    }

    private Optional<Mounted> mounted(Mount mount) {
        if (mount.type().equals("zfs")) {
            return Optional.empty(); // see OpaqueUsers
        }
        if (namesNoDisk(mount)) {
            noteUnknown(mount);
            return Optional.empty();
        }
        Grounds.Ground ground = grounds.of(mount);
        ground.troubles().forEach(trouble -> noteTrouble(mount, trouble));
        if (ground.devices().isEmpty()) {
            return Optional.empty();
        }
        if (FileSystemTypes.isSilent(mount.type())) {
            String names = String.join(", ", new TreeSet<>(ground.devices()));
            note(mount, "whether it has more disks than " + names);
        }
        return Optional.of(new Mounted(mount, ground.devices(), ground.redundancy()));
    }

    private static boolean namesNoDisk(Mount mount) {
        return DeviceNumber.isAnonymous(mount.number())
                && !FileSystemTypes.isElsewhere(mount.type())
                && !mount.source().startsWith("/dev/");
    }

    /** Cluster file systems name themselves, and not their disks. */
    private void noteUnknown(Mount mount) {
        if (!FileSystemTypes.isLayered(mount.type())) {
            note(mount, "which disks it has");
        }
    }

    private void note(Mount mount, String what) {
        gaps.add(
                Gap.anywhere(
                        "the "
                                + mount.type()
                                + " file system "
                                + mount.source()
                                + " mounted at "
                                + mount.point()
                                + " according to "
                                + table
                                + ": "
                                + what
                                + " is not known"));
    }

    private void noteTrouble(Mount mount, String trouble) {
        gaps.add(
                Gap.anywhere(
                        "the file system mounted at "
                                + mount.point()
                                + " according to "
                                + table
                                + ": "
                                + trouble));
    }

    private Use use(List<Mounted> all) {
        Mounted first = all.get(0);
        List<String> points = all.stream().map(one -> one.mount().point()).distinct().toList();
        Set<String> names = new HashSet<>(points);
        names.addAll(first.devices());
        String role =
                first.devices().stream()
                        .map(critical::get)
                        .filter(found -> found != null)
                        .findFirst()
                        .orElse("");
        boolean vital = !role.isEmpty() || points.stream().anyMatch(Criticals::isCritical);
        String shown = shown(points);
        return new Use(
                MODULE,
                first.devices(),
                first.redundancy(),
                first.mount().type()
                        + " file system mounted at "
                        + shown
                        + (role.isEmpty() ? "" : " (" + role + ")")
                        + " on",
                shown + (points.size() == 1 ? " is mounted" : " are mounted"),
                vital ? Verdict.SYSTEM_CRITICAL : Verdict.DATA_CRITICAL,
                names);
    }

    /** The points that the system needs come first. */
    private static String shown(List<String> points) {
        String[] sorted = points.toArray(String[]::new);
        Arrays.sort(
                sorted,
                (one, other) ->
                        Boolean.compare(Criticals.isCritical(other), Criticals.isCritical(one)));
        String first =
                String.join(", ", List.of(sorted).subList(0, Math.min(SHOWN, sorted.length)));
        return sorted.length > SHOWN ? first + " and " + (sorted.length - SHOWN) + " more" : first;
    }
}
