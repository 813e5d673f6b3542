// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.registry.Registrant;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.registry.SubtreeWalk.Reach;
import io.lastpath.engine.internal.request.Agreements;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.RcmState;
import java.util.List;

/** Who left before his turn came to tell how he uses something. Safe for use by several threads. */
record Untold(Registrations registrations) {

    /**
     * Finds them after a walk.
     *
     * @param scope who asks
     * @param place where
     * @param reach how far the walk went
     * @return a sentence for each, all unknown
     */
    List<Assessment> in(RequestScope scope, ResolvedName place, Reach reach) {
        Agreements agreements = scope.agreements();
        return agreements
                .left(place.key(), RcmState.REMOVE, false, one -> one.isReached(place.key(), reach))
                .filter(registrations.states()::hasLeft)
                .filter(one -> !agreements.isDescribed(one))
                .map(Registrant::called)
                .distinct()
                .map(PassedOver::unasked)
                .toList();
    }
}
