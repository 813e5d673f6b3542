// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.host.Redundancy;
import io.lastpath.consumers.internal.parse.BtrfsProfile;
import io.lastpath.consumers.internal.parse.MalformedException;
import io.lastpath.consumers.internal.parse.RaidLevel;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds all devices of the btrfs file systems that are mounted, see btrfs(5). For one thread. */
final class Btrfs {

    private static final String FOLDER = "sys/fs/btrfs";
    private static final Set<String> PROFILES =
            Set.of(
                    "single", "dup", "raid0", "raid1", "raid1c3", "raid1c4", "raid10", "raid5",
                    "raid6");

    private final HostFiles files;
    private final Gaps gaps;
    private List<Volume> volumes;

    /**
     * A file system over several devices. Immutable.
     *
     * @param devices their names
     * @param redundancy how it lives without some of them
     */
    record Volume(Set<String> devices, Redundancy redundancy) {}

    Btrfs(HostFiles files, Gaps gaps) {
        this.files = files;
        this.gaps = gaps;
    }

    /** {@return the whole of a file system of which some devices are known} */
    Volume volume(Set<String> some) {
        Optional<Volume> whole = known(some);
        if (whole.isPresent()) {
            return whole.get();
        }
        String names = String.join(", ", some);
        gaps.add(
                Gap.anywhere(
                        files.root().resolve(FOLDER)
                                + " does not say which devices the file system on "
                                + names
                                + " has"));
        return new Volume(some, Redundancy.NONE);
    }

    /** {@return the whole of one that is mounted somewhere, of which some devices are known} */
    Optional<Volume> known(Set<String> some) {
        return volumes().stream().filter(one -> one.devices().containsAll(some)).findFirst();
    }

    private Map<Set<String>, String> folders() {
        Map<Set<String>, String> folders = new HashMap<>();
        try {
            for (String entry : files.list(FOLDER)) {
                String devices = FOLDER + "/" + entry + "/devices";
                if (files.exists(devices)) {
                    folders.put(new TreeSet<>(files.list(devices)), FOLDER + "/" + entry);
                }
            }
        } catch (NoSuchFileException e) {
            return folders; // this kernel has none of it
        } catch (IOException e) {
            gaps.anywhere(FOLDER, e);
        }
        return folders;
    }

    /** {@return all that are mounted, wherever that is} */
    List<Volume> volumes() {
        if (volumes == null) {
            volumes = new ArrayList<>();
            folders()
                    .forEach(
                            (devices, folder) ->
                                    volumes.add(new Volume(devices, redundancy(devices, folder))));
        }
        return volumes;
    }

    /** What cannot be read makes it need every device. */
    private Redundancy redundancy(Set<String> devices, String folder) {
        int missing = missing(devices, folder);
        if (devices.size() == 1) {
            return Redundancy.NONE;
        }
        List<String> profiles = new ArrayList<>();
        for (String sort : List.of("data", "metadata", "system")) {
            String path = folder + "/allocation/" + sort;
            try {
                Set<String> found = new HashSet<>(files.list(path));
                found.retainAll(PROFILES);
                if (found.isEmpty()) {
                    throw new IOException("it names no profile");
                }
                profiles.addAll(found);
            } catch (IOException e) {
                devices.forEach(device -> gaps.at(device, path, e));
                return Redundancy.NONE;
            }
        }
        int spare = BtrfsProfile.tolerance(profiles) - missing;
        return spare <= 0
                ? Redundancy.NONE
                : new Redundancy(
                        "btrfs " + String.join("/", new TreeSet<>(profiles)), spare, Set.of());
    }

    /**
     * Devices that have gone already; as many as can be where that is not known. They are listed
     * with those that are there, of which each has a link beside.
     */
    private int missing(Set<String> devices, String folder) {
        String path = folder + "/devinfo";
        try {
            List<String> ids = files.list(path);
            if (ids.size() < devices.size()) {
                throw new MalformedException("does not list all devices");
            }
            int missing = 0;
            for (String id : ids) {
                path = folder + "/devinfo/" + id + "/missing";
                missing += RaidLevel.number(files.attribute(path));
            }
            if (ids.size() - missing > devices.size()) {
                noteLost(ids.size() - missing, devices, folder);
            }
            return missing;
        } catch (IOException e) {
            gaps.anywhere(path, e);
            return Integer.MAX_VALUE;
        }
    }

    private void noteLost(int count, Set<String> devices, String folder) {
        gaps.add(
                Gap.anywhere(
                        files.root().resolve(folder + "/devices")
                                + " lists only "
                                + String.join(", ", devices)
                                + ", but "
                                + files.root().resolve(folder + "/devinfo")
                                + " has "
                                + count
                                + " devices that are there"));
    }
}
