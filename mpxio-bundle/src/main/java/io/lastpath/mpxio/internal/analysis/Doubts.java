// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.analysis;

import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.table.Gaps;
import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Says why nothing that the table leads to may be believed, whichever PHCI it is about: each
 * sentence makes a verdict unknown.
 */
public final class Doubts {

    private static final int NAMED = 5;

    private Doubts() {}

    /**
     * Lists the doubts about a table.
     *
     * @param state the table and its staleness
     * @param online tells which PHCIs are online
     * @return a sentence for each; empty for none
     */
    public static List<String> about(TableState state, OnlinePhcis online) {
        List<String> doubts = new ArrayList<>();
        if (state.isStale()) {
            doubts.add(stale(state));
        }
        Gaps gaps = state.table().gaps();
        if (gaps.adriftCount() > 0) {
            doubts.add(
                    "nobody knows which PHCI carries "
                            + named(gaps.adrift(), gaps.adriftCount(), "client"));
        }
        if (gaps.hiddenCount() > 0) {
            doubts.add(
                    "the device tree is incomplete, unreadable: "
                            + named(gaps.hidden(), gaps.hiddenCount(), "node"));
        }
        doubts.addAll(partlyKnown(state.table(), online));
        return doubts;
    }

    /** {@return the sentence about a state that is stale} */
    public static String stale(TableState state) {
        return "what is known of the device tree is stale since "
                + state.staleSince()
                + ": "
                + state.staleReason();
    }

    /** Finds clients that may hang by nothing but a path of which the PHCI is not known. */
    private static List<String> partlyKnown(GroupTable table, OnlinePhcis online) {
        if (table.gaps().partial().isEmpty()) {
            return List.of();
        }
        List<String> labels =
                table.gaps().partial().stream()
                        .filter(part -> !hasUsablePath(part.group(), part.client(), online))
                        .map(part -> part.group().label(part.client()))
                        .toList();
        return labels.isEmpty()
                ? List.of()
                : List.of(
                        "the only usable path may lead through any PHCI for "
                                + named(labels, labels.size(), "client"));
    }

    private static boolean hasUsablePath(Group group, int client, OnlinePhcis online) {
        for (int slot = 0; slot < group.slots(); slot++) {
            if (group.isUsable(client, slot) && online.isOnline(group.phci(slot))) {
                return true;
            }
        }
        return false;
    }

    /** {@return these names, or how many they are with the first of them} */
    public static String named(List<String> names, String noun) {
        return named(names, names.size(), noun);
    }

    static String named(List<String> names, int count, String noun) {
        String shown = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return count > NAMED ? count + " " + noun + "s, such as " + shown : shown;
    }
}
