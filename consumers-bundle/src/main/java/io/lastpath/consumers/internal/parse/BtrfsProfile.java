// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.parse;

import java.util.Collection;
import java.util.Map;

/** How many devices a btrfs file system can lose, see btrfs(5). */
public final class BtrfsProfile {

    private static final Map<String, Integer> TOLERANCES =
            Map.ofEntries(
                    Map.entry("raid1", 1),
                    Map.entry("raid10", 1),
                    Map.entry("raid1c3", 2),
                    Map.entry("raid1c4", 3),
                    Map.entry("raid5", 1),
                    Map.entry("raid6", 2));

    private BtrfsProfile() {}

    /**
     * Works out what all block groups together can lose.
     *
     * @param profiles the profiles of data, metadata and system, for example {@code raid1}
     * @return how many devices may go, whichever they are; 0 without any profile
     */
    public static int tolerance(Collection<String> profiles) {
        return profiles.stream()
                .mapToInt(profile -> TOLERANCES.getOrDefault(profile, 0))
                .min()
                .orElse(0);
    }
}
