// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.management.ImpactData;
import io.lastpath.management.PreviewData;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The disks that an offline takes the last path from, with who uses them, as a preview has it.
 *
 * @param impacts one for each disk, gravest first
 * @param lines the same for people
 */
record LostDisks(List<ImpactData> impacts, List<String> lines) {

    static final LostDisks NONE = new LostDisks(List.of(), List.of());

    /** {@return those of a preview, which has a line for each disk after its first one} */
    static LostDisks of(PreviewData preview) {
        List<ImpactData> all = preview.impact();
        List<String> lines = preview.report().lines().skip(1).toList();
        List<Integer> lost =
                IntStream.range(0, Math.min(all.size(), lines.size()))
                        .filter(i -> isLost(all.get(i)))
                        .boxed()
                        .toList();
        return new LostDisks(
                lost.stream().map(all::get).toList(), lost.stream().map(lines::get).toList());
    }

    private static boolean isLost(ImpactData disk) {
        return disk.usablePaths() > 0 && disk.remainingPaths() == 0;
    }

    /** {@return a report with these at its end} */
    String after(String report) {
        return lines.stream().map(line -> "\n" + line).collect(Collectors.joining("", report, ""));
    }
}
