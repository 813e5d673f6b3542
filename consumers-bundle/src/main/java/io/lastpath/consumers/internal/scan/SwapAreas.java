// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.host.Use;
import io.lastpath.consumers.internal.parse.Swaps;
import io.lastpath.consumers.internal.parse.Swaps.Swap;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes uses of swap areas, devices and files. For one thread. */
final class SwapAreas {

    static final String MODULE = "swap";

    private static final String PATH = "proc/swaps";

    private final HostFiles files;
    private final Gaps gaps;
    private final Tracer tracer;

    SwapAreas(HostFiles files, Gaps gaps, Tracer tracer) {
        this.files = files;
        this.gaps = gaps;
        this.tracer = tracer;
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
        Optional<Device> device;
        boolean known;
        if (swap.isFile()) {
            Tracer.Ground ground = tracer.swapFile(swap.path());
            device = ground.device();
            known = ground.isKnown();
        } else {
            device = tracer.node(swap.path());
            known = device.isPresent();
        }
        if (!known) {
            gaps.add(
                    Gap.anywhere(
                            "the swap area "
                                    + swap.path()
                                    + " of "
                                    + files.root().resolve(PATH)
                                    + " cannot be traced to a disk"));
        }
        return device.map(found -> use(swap, found));
    }

    private static Use use(Swap swap, Device device) {
        return new Use(
                MODULE,
                device.name(),
                swap.isFile() ? "swap file " + swap.path() + " on" : "swap on",
                "swap is in use",
                Verdict.SYSTEM_CRITICAL,
                Use.names(swap.path(), device.label(), device.name()));
    }
}
