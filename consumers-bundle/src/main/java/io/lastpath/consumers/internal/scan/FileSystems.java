// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.host.Redundancy;
import io.lastpath.consumers.internal.host.Use;
import io.lastpath.consumers.internal.parse.DeviceNumber;
import io.lastpath.consumers.internal.parse.Mount;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes uses of mounted file systems. For one thread. */
final class FileSystems {

    static final String MODULE = "filesys";

    private static final int SHOWN = 3;

    private final Gaps gaps;
    private final Tracer tracer;
    private final Btrfs btrfs;
    private final Map<String, String> critical;
    private final String table;

    /** Where a file system is mounted, and on what. */
    private record Mounted(Mount mount, Set<String> devices, Redundancy redundancy) {}

    FileSystems(Gaps gaps, Tracer tracer, Btrfs btrfs, Map<String, String> critical, String table) {
        this.gaps = gaps;
        this.tracer = tracer;
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
                        uses.add(needed(device, role));
                    }
                });
        return uses;
    }

    /** Not mounted, at least not where it can be seen, but the system will want it. */
    private static Use needed(String device, String role) {
        return new Use(
                MODULE,
                device,
                "not mounted, but " + role + ",",
                "it is " + role,
                Verdict.SYSTEM_CRITICAL,
                Set.of(device));
    }

    private Optional<Mounted> mounted(Mount mount) {
        if (mount.type().equals("zfs")) {
            return Optional.empty(); // see OpaqueUsers
        }
        boolean anonymous = DeviceNumber.isAnonymous(mount.number());
        if (anonymous && FileSystemTypes.isElsewhere(mount.type())) {
            // What a file system in user space says of itself is no gap, but may be true.
            return FileSystemTypes.isUserSpace(mount.type())
                    ? tracer.node(mount.source()).map(device -> on(mount, device))
                    : Optional.empty();
        }
        if (anonymous && !mount.source().startsWith("/dev/")) {
            noteUnknown(mount);
            return Optional.empty();
        }
        Set<String> names = new LinkedHashSet<>();
        for (String other : mount.others()) {
            one(mount, other).ifPresent(device -> names.add(device.name()));
        }
        if (!anonymous) {
            one(mount, "").ifPresent(device -> names.add(device.name()));
        }
        if (anonymous || mount.sources().size() > 1) { // the number is that of the first one
            for (String source : mount.sources()) {
                one(mount, source).ifPresent(device -> names.add(device.name()));
            }
        }
        if (names.isEmpty()) {
            return Optional.empty();
        }
        if (FileSystemTypes.isSilent(mount.type())) {
            note(mount, "whether it has more disks than " + String.join(", ", names));
        }
        return Optional.of(
                mount.type().equals("btrfs")
                        ? several(mount, names)
                        : new Mounted(mount, names, Redundancy.NONE));
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

    private static Mounted on(Mount mount, Device device) {
        return new Mounted(mount, Set.of(device.name()), Redundancy.NONE);
    }

    private Mounted several(Mount mount, Set<String> names) {
        Btrfs.Volume volume = btrfs.volume(names);
        return new Mounted(mount, volume.devices(), volume.redundancy());
    }

    private Optional<Device> one(Mount mount, String source) {
        try {
            Optional<Device> device =
                    source.isEmpty() ? tracer.mounted(mount) : tracer.node(source);
            if (device.isEmpty() && !source.isEmpty()) {
                throw new IOException(source + " cannot be traced to a disk");
            }
            return device;
        } catch (IOException e) {
            gaps.add(
                    Gap.anywhere(
                            "the file system mounted at "
                                    + mount.point()
                                    + " according to "
                                    + table
                                    + ": "
                                    + e.getMessage()));
            return Optional.empty();
        }
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
