// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tree;

import io.lastpath.linux.internal.facts.HostFacts;
import io.lastpath.linux.internal.file.PatientReads;
import io.lastpath.linux.internal.parse.DevPath;
import io.lastpath.linux.internal.parse.SwapLine;
import io.lastpath.linux.internal.sysfs.Sysfs;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds devices that have left the host while they are swapped to. Stateless. */
final class LostSwaps {

    /** The kernel's own names of disks; a node of another name may be any device. */
    private static final Pattern KERNEL_NAME =
            Pattern.compile(
                    Sysfs.NODES
                            + "((sd|vd|xvd|dasd)[a-z]+[0-9]*|nvme[0-9]+n[0-9]+(p[0-9]+)?|dm-[0-9]+)");

    private static final String GONE = ": it is not on this host any more";

    private LostSwaps() {}

    /** {@return a sentence for each; none where the table cannot be read} */
    static List<String> remarks(PatientReads reads, HostFacts facts) throws IOException {
        if (facts.numbers().isEmpty()) {
            return List.of(); // what there is is not known
        }
        Set<String> names =
                facts.numbers().values().stream().map(DevPath::name).collect(Collectors.toSet());
        return Tables.read(reads, Sysfs.SWAPS, SwapLine::parse).stream()
                .map(SwapLine::node)
                .filter(node -> KERNEL_NAME.matcher(node).matches())
                .filter(node -> !names.contains(node.substring(Sysfs.NODES.length())))
                .map(node -> "the swap area has lost its device " + node + GONE)
                .toList();
    }
}
