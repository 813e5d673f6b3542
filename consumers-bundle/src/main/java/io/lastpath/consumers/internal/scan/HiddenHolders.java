// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Devices;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.host.Use;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds devices that the kernel holds and that {@code holders} does not tell of: external journals
 * of ext4, and the caches of bcache. For one thread.
 */
final class HiddenHolders {

    private static final String JOURNALS = "proc/fs/jbd2";
    static final String CACHES = "sys/fs/bcache";
    private static final Pattern SET = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]+");
    static final Pattern CACHE = Pattern.compile("cache[0-9]+");
    private static final Pattern CACHE_LINK = Pattern.compile(".*/([^/]+)/bcache/?");

    private final HostFiles files;
    private final Gaps gaps;

    HiddenHolders(HostFiles files, Gaps gaps) {
        this.files = files;
        this.gaps = gaps;
    }

    List<Use> uses(Devices devices) {
        List<Use> uses = new ArrayList<>();
        // A journal inside of its file system has the number of its inode behind the name.
        for (String entry : gaps.names(JOURNALS)) {
            devices.named(entry).map(device -> use("ext4 journal", device)).ifPresent(uses::add);
        }
        for (String set : gaps.names(CACHES)) {
            if (SET.matcher(set).matches()) {
                caches(devices, set, uses);
            }
        }
        return uses;
    }

    private void caches(Devices devices, String set, List<Use> uses) {
        String folder = CACHES + "/" + set;
        List<String> caches =
                gaps.names(folder).stream()
                        .filter(entry -> CACHE.matcher(entry).matches())
                        .toList();
        if (caches.isEmpty()) {
            gaps.add(
                    Gap.anywhere(
                            files.root().resolve(folder) + " lists neither cache0 nor another"));
        }
        for (String entry : caches) {
            String link = folder + "/" + entry;
            disk(files, link)
                    .flatMap(devices::named)
                    .ifPresentOrElse(
                            device -> uses.add(use("bcache cache", device)),
                            () ->
                                    gaps.add(
                                            Gap.anywhere(
                                                    files.root().resolve(link)
                                                            + " cannot be traced to a disk")));
        }
    }

    /** {@return the name of the disk that a link in a cache set leads to} */
    static Optional<String> disk(HostFiles files, String link) {
        try {
            var target = CACHE_LINK.matcher(files.link(link));
            return target.matches() ? Optional.of(target.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Use use(String what, Device device) {
        return new Use(
                Holders.MAPS,
                device.name(),
                what + " on",
                device.label() + " holds a " + what,
                Verdict.DATA_CRITICAL,
                Use.names(device.label(), device.name()));
    }
}
