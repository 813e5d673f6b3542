// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.table;

import java.util.List;

/**
 * What of a device tree has no place in the groups: it could not be read, or has no path.
 * Immutable.
 *
 * @param count nodes and paths that could not be read or named
 * @param sentences what, where and why; at most the first {@link #SHOWN}
 * @param adriftCount clients of which no PHCI is known
 * @param adrift their names, or remarks in their place; at most the first {@link #SHOWN}
 * @param hiddenCount unreadable nodes that may hide clients or paths
 * @param hidden where and why; at most the first {@link #SHOWN}
 * @param partial clients with a usable path of which the PHCI is not known, beside known ones
 * @param lostCount clients that have no path at all
 * @param lost these; at most the first {@link #SHOWN}
 */
public record Gaps(
        int count,
        List<String> sentences,
        int adriftCount,
        List<String> adrift,
        int hiddenCount,
        List<String> hidden,
        List<PartlyKnown> partial,
        int lostCount,
        List<Lost> lost) {

    /** Most sentences that are kept. */
    public static final int SHOWN = 100;

    static final Gaps NONE =
            new Gaps(0, List.of(), 0, List.of(), 0, List.of(), List.of(), 0, List.of());

    /** Copies the lists. */
    public Gaps {
        sentences = List.copyOf(sentences);
        adrift = List.copyOf(adrift);
        hidden = List.copyOf(hidden);
        partial = List.copyOf(partial);
        lost = List.copyOf(lost);
    }

    /**
     * A client with a usable path of which the PHCI is not known, beside known ones.
     *
     * @param group the client's group
     * @param client its position there
     */
    public record PartlyKnown(Group group, int client) {}

    /**
     * A client that has no path at all, as one has that lost the last while it was in use.
     *
     * @param label what people call it
     * @param resource its resource name; empty where its device path is of no use
     */
    public record Lost(String label, String resource) {}
}
