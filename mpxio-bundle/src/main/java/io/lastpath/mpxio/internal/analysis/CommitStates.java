// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.analysis;

import io.lastpath.rcm.RcmState;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which PHCIs are online for a request that commits. What others merely ask about is: should they
 * commit as well, they look then, and see what this request has taken.
 *
 * @param states asks the coordinator
 * @param isAsked whether the request that commits has asked about a resource, which it then takes
 */
public record CommitStates(HandleStates states, Predicate<String> isAsked) implements OnlinePhcis {

    private static final Set<RcmState> QUERIES =
            EnumSet.of(
                    RcmState.OFFLINE_QUERYING,
                    RcmState.OFFLINE_QUERY,
                    RcmState.OFFLINE_QUERY_FAIL,
                    RcmState.SUSPEND_QUERYING,
                    RcmState.SUSPEND_QUERY,
                    RcmState.SUSPEND_QUERY_FAIL);

    @Override
    public boolean isOnline(int phci) {
        RcmState state = states.state(phci);
        return state == RcmState.ONLINE
                || (QUERIES.contains(state) && !isAsked.test(states.table().phciResource(phci)));
    }
}
