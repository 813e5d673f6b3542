// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.Refresh;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Doubts;
import io.lastpath.rcm.Assessment;
import java.util.List;
import java.util.Map;

/**
 * Which clients are gone with a PHCI that is: what hung there may have left the tree since, or stay
 * in it without a path. Immutable.
 *
 * @param clients resource names
 * @param doubtful why this may be wrong
 */
record Removal(List<String> clients, List<Assessment> doubtful) {

    /**
     * Works it out; where users were told to let go, the tree is read once more before they are
     * told that their disks are gone.
     *
     * @param phci what was removed
     * @param taken what was taken with it
     * @param keeper has the table, and reads the tree
     * @param effects works out what the loss does
     * @return the clients to be told
     */
    static Removal of(String phci, Taken taken, TableKeeper keeper, Effects effects) {
        Map<String, Asked.Disk> known = taken.of(phci);
        if (known.isEmpty()) {
            Effect effect = effects.of(keeper.state(), phci);
            return new Removal(effect.clients(), effect.doubtful());
        }
        Refresh refresh = keeper.refresh();
        TableState state = refresh.state();
        return refresh.isGood() && isTrue(state, taken.adapter(phci))
                ? known(phci, known, state, effects)
                : unknown(phci, state, effects);
    }

    /** What is not there is gone only where the tree is whole, and that of the same host. */
    private static boolean isTrue(TableState state, String adapter) {
        return state.adapter().equals(adapter) && Doubts.about(state, any -> true).isEmpty();
    }

    private static Removal known(
            String phci, Map<String, Asked.Disk> known, TableState state, Effects effects) {
        Effect lost = effects.ofGone(state, known.keySet());
        Effect effect =
                state.table().phciByResource(phci) < 0 ? lost : effects.of(state, phci).and(lost);
        Sightings seen = Sightings.of(state.table(), known.keySet());
        List<Asked.Disk> gone =
                known.values().stream().filter(disk -> seen.isGone(disk.path())).toList();
        return new Removal(effect.clientsAnd(gone), effect.doubtful());
    }

    private static Removal unknown(String phci, TableState state, Effects effects) {
        Effect effect = effects.of(state, phci);
        return new Removal(effect.clients(), effect.doubtful());
    }
}
