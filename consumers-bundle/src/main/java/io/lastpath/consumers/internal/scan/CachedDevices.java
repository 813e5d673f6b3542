// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Puts what bcache makes of a device on the caches of that device's cache set as well: it needs
 * what is only in these so far. What cannot be read is noted by who looks for the caches. For one
 * thread.
 */
final class CachedDevices {

    private static final Pattern BACKING = Pattern.compile("bdev[0-9]+");

    private final HostFiles files;

    CachedDevices(HostFiles files) {
        this.files = files;
    }

    /** Adds the caches to what such devices stand on. */
    void join(Collection<BlockDevice> found) {
        for (String set : names(HiddenHolders.CACHES)) {
            Set<String> backings = disks(set, BACKING);
            Set<String> caches = disks(set, HiddenHolders.CACHE);
            found.stream()
                    .filter(device -> device.name().startsWith("bcache"))
                    .filter(device -> !Collections.disjoint(device.slaves(), backings))
                    .forEach(device -> device.slaves().addAll(caches));
        }
    }

    private Set<String> disks(String set, Pattern entries) {
        String folder = HiddenHolders.CACHES + "/" + set;
        Set<String> disks = new HashSet<>();
        for (String entry : names(folder)) {
            if (entries.matcher(entry).matches()) {
                HiddenHolders.disk(files, folder + "/" + entry).ifPresent(disks::add);
            }
        }
        return disks;
    }

    private List<String> names(String folder) {
        try {
            return files.list(folder);
        } catch (IOException e) {
            return List.of();
        }
    }
}
