// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Devices;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.host.Use;
import io.lastpath.consumers.internal.parse.Swaps;
import io.lastpath.consumers.internal.parse.Swaps.Swap;
import io.lastpath.consumers.internal.scan.Grounds.Ground;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes uses of swap areas, devices and files. For one thread. */
final class SwapAreas {

    static final String MODULE = "swap";

    private static final String PATH = "proc/swaps";

    private final HostFiles files;
    private final Gaps gaps;
    private final Devices devices;
    private final Grounds grounds;

    SwapAreas(HostFiles files, Gaps gaps, Devices devices, Grounds grounds) {
        this.files = files;
        this.gaps = gaps;
        this.devices = devices;
        this.grounds = grounds;
    }

    List<Use> uses() {
        List<Use> uses = new ArrayList<>();
        try {
            for (Swap swap : Swaps.parse(files.table(PATH))) {
                use(swap).ifPresent(uses::add);
            }
        } catch (IOException e) {
            gaps.anywhere(PATH, e);
        }
        return uses;
    }

    private Optional<Use> use(Swap swap) {
        Ground ground = swap.isFile() ? grounds.swapFile(swap.path()) : grounds.node(swap.path());
        if (!ground.isKnown()) {
            gaps.add(
                    Gap.anywhere(
                            "the swap area "
                                    + swap.path()
                                    + " of "
                                    + files.root().resolve(PATH)
                                    + " cannot be traced to a disk"));
        }
        return ground.devices().isEmpty() ? Optional.empty() : Optional.of(use(swap, ground));
    }

    private Use use(Swap swap, Ground ground) {
        Set<String> names = new HashSet<>(ground.devices());
        ground.devices().forEach(name -> names.add(devices.label(name)));
        names.add(swap.path());
        return new Use(
                MODULE,
                ground.devices(),
                ground.redundancy(),
                swap.isFile() ? "swap file " + swap.path() + " on" : "swap on",
                "swap is in use",
                Verdict.SYSTEM_CRITICAL,
                names);
    }
}
