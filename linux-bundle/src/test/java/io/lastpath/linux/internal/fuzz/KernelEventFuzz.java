// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.fuzz;

import io.lastpath.linux.internal.parse.KernelEvent;
import java.nio.charset.StandardCharsets;

/** Whatever udevadm prints, a line is an event with a device, or none. */
public final class KernelEventFuzz {

    private KernelEventFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        for (String line : new String(input, StandardCharsets.UTF_8).split("\n")) {
            KernelEvent.parse(line)
                    .ifPresent(
                            event ->
                                    Flaws.unless(
                                            event.device().startsWith("/")
                                                    && !event.action().isEmpty(),
                                            event));
        }
    }
}
