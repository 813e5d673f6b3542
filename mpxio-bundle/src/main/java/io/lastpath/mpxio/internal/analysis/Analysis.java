// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.analysis;

import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.Arrays;
import java.util.Optional;

/** How the module works out which clients an operation on one PHCI affects. */
public enum Analysis {
    /** Each client by its own paths. */
    EXACT {
        @Override
        public Losses losses(GroupTable table, int phci, OnlinePhcis online) {
            return LossScan.of(table, phci, online, 0);
        }

        @Override
        public PathState shownState(GroupTable table, int phci) {
            return BestState.of(table, phci);
        }
    },

    /** Each group by the path states of its first client, as the C module did. */
    GROUP {
        @Override
        public Losses losses(GroupTable table, int phci, OnlinePhcis online) {
            Losses losses = new Losses(0);
            for (int i = 0; i < table.groupCountOf(phci); i++) {
                Group group = table.group(table.groupOf(phci, i));
                if (!hasSpare(group, phci, online)) {
                    for (int client = 0; client < group.size(); client++) {
                        losses.add(new ClientLoss(group, client, group.usablePaths(client), 0));
                    }
                }
            }
            return losses;
        }

        private boolean hasSpare(Group group, int phci, OnlinePhcis online) {
            for (int slot = 0; slot < group.slots(); slot++) {
                if (group.phci(slot) != phci
                        && group.isUsable(0, slot)
                        && online.isOnline(group.phci(slot))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public PathState shownState(GroupTable table, int phci) {
            int groups = table.groupCountOf(phci);
            if (groups == 0) {
                return PathState.UNKNOWN;
            }
            Group last = table.group(table.groupOf(phci, groups - 1));
            int slot = last.slots() - 1;
            while (last.phci(slot) != phci) {
                slot--;
            }
            return last.state(0, slot);
        }
    };

    /**
     * Works out the affected clients: those that are left without a usable path.
     *
     * @param table the table
     * @param phci the PHCI
     * @param online tells which PHCIs are online
     * @return the affected clients as endangered ones
     */
    public abstract Losses losses(GroupTable table, int phci, OnlinePhcis online);

    /**
     * Works out the state that is shown for a PHCI.
     *
     * @param table the table
     * @param phci the PHCI
     * @return its state
     */
    public abstract PathState shownState(GroupTable table, int phci);

    /** {@return the analysis of a name as it stands in the configuration} */
    public static Optional<Analysis> ofName(String name) {
        return Arrays.stream(values()).filter(value -> value.configName().equals(name)).findFirst();
    }

    /** {@return its name in the configuration} */
    public String configName() {
        return this == EXACT ? "exact" : "group";
    }
}
