// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of {@code udevadm monitor --kernel}, see udevadm(8).
 *
 * @param action for example {@code remove}
 * @param device the DEVPATH with {@code /devices}
 * @param subsystem for example {@code block}
 */
public record KernelEvent(String action, String device, String subsystem) {

    private static final Pattern LINE =
            Pattern.compile("KERNEL\\[[0-9.]+\\] +([a-z]+) +(/\\S+) +\\(([^()]+)\\)");

    /** Devices that come and go all day long and carry no multipathed disk. */
    private static final Set<String> IDLE =
            Set.of(
                    "/devices/virtual/block/loop",
                    "/devices/virtual/block/ram",
                    "/devices/virtual/block/zram");

    /**
     * Reads a line.
     *
     * @param line of the output
     * @return the event; empty for a line that is none
     */
    public static Optional<KernelEvent> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new KernelEvent(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    /** {@return whether the device tree may look different now} */
    public boolean matters() {
        return IDLE.stream().noneMatch(device::startsWith);
    }
}
