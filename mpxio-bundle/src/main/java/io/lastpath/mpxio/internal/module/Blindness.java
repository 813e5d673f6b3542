// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.Refresh;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Doubts;
import java.util.Optional;

/** Why a tree does not tell what became of clients that were let go. */
final class Blindness {

    private Blindness() {}

    /**
     * Tells about a reading of it.
     *
     * @param refresh what was read
     * @param phci what they were let go with
     * @param taken knows which adapter showed them then
     * @return half a sentence; empty where the tree tells
     */
    static Optional<String> of(Refresh refresh, String phci, Taken taken) {
        if (!refresh.isGood()) {
            return Optional.of(refresh.failure());
        }
        TableState state = refresh.state();
        return state.isStale()
                ? Optional.of(Doubts.stale(state))
                : ofAnotherAdapter(state, phci, taken);
    }

    /** {@return the half sentence on another adapter, which may name and show others} */
    static Optional<String> ofAnotherAdapter(TableState state, String phci, Taken taken) {
        return taken.originBut(phci, state.origin())
                .map(other -> "they were let go " + other.before(state.origin()));
    }
}
