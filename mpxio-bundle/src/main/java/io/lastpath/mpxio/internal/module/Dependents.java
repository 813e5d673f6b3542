// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.analysis.Informant;
import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.InfoTuple;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The clients that a PHCI leads to, whether or not they would lose their last path with it. For one
 * thread.
 */
final class Dependents {

    // A name that several clients share is there as often, as in the C module.
    private final List<String> resources = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private boolean allNamed = true;

    private Dependents() {}

    /** {@return the clients of all groups of a PHCI; none of one that is not in the table} */
    static Dependents of(GroupTable table, int phci) {
        Dependents found = new Dependents();
        for (int i = 0; phci >= 0 && i < table.groupCountOf(phci); i++) {
            found.add(table.group(table.groupOf(phci, i)));
        }
        found.allNamed &= table.gaps().adriftCount() == 0;
        return found;
    }

    private void add(Group group) {
        for (int client = 0; client < group.size(); client++) {
            if (group.isNameable(client)) {
                resources.add(group.resource(client));
                labels.add(group.label(client));
            } else {
                allNamed = false;
            }
        }
    }

    /** {@return their resource names, those that can be named} */
    List<String> resources() {
        return List.copyOf(resources);
    }

    /** {@return whether these are all} */
    boolean allNamed() {
        return allNamed;
    }

    /**
     * {@return why nobody knows who uses some of them: who answers for all was not among those
     * heard; empty where that is known}
     */
    String silence(Informant informant, List<InfoTuple> heard) {
        List<String> missed =
                IntStream.range(0, resources.size())
                        .filter(client -> informant.isMissed(resources.get(client), heard))
                        .mapToObj(labels::get)
                        .toList();
        return missed.isEmpty() ? "" : informant.silence(missed);
    }
}
