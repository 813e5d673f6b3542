// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tree;

import io.lastpath.linux.internal.facts.HostFacts;
import io.lastpath.linux.internal.file.PatientReads;
import io.lastpath.linux.internal.parse.DevPath;
import io.lastpath.linux.internal.parse.MountLine;
import io.lastpath.linux.internal.sysfs.Sysfs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds file systems whose device has left the host while they are mounted. An NVMe namespace
 * leaves sysfs with its last controller: nothing else tells of it then. Stateless.
 */
final class LostMounts {

    private static final int NAMED = 5;

    /** Disks that may be pulled, as the source of what has no number of a device, such as btrfs. */
    private static final Pattern DISK =
            Pattern.compile(Sysfs.NODES + "(sd[a-z]+[0-9]*|nvme[0-9]+n[0-9]+(p[0-9]+)?)");

    private LostMounts() {}

    /** {@return a sentence for each, at most a few; none where no table can be read} */
    static List<String> remarks(PatientReads reads, HostFacts facts) throws IOException {
        if (facts.numbers().isEmpty()) {
            return List.of(); // what there is is not known
        }
        Set<String> names =
                facts.numbers().values().stream().map(DevPath::name).collect(Collectors.toSet());
        List<MountLine> lost =
                Tables.read(reads, Sysfs.MOUNTS, MountLine::parse).stream()
                        .filter(mount -> isLost(mount, facts, names))
                        .toList();
        List<String> remarks =
                new ArrayList<>(lost.stream().limit(NAMED).map(LostMounts::remark).toList());
        if (lost.size() > NAMED) {
            remarks.add(lost.size() - NAMED + " more mounted file systems have lost their device");
        }
        return List.copyOf(remarks);
    }

    private static boolean isLost(MountLine mount, HostFacts facts, Set<String> names) {
        if (mount.isOnDevice()) {
            return !facts.numbers().containsKey(mount.number());
        }
        String source = mount.source();
        return DISK.matcher(source).matches()
                && !names.contains(source.substring(source.lastIndexOf('/') + 1));
    }

    private static String remark(MountLine mount) {
        return "the "
                + mount.type()
                + " file system mounted at "
                + mount.point()
                + " has lost its device "
                + mount.source()
                + (mount.isOnDevice() ? ", number " + mount.number() : "")
                + ": it is not on this host any more";
    }
}
