// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.request.Step;
import io.lastpath.rcm.RcmState;

/** What can be asked for: first as a query of all, then for real. */
public enum Ask {
    OFFLINE(
            "offline",
            Step.QUERY_OFFLINE,
            Step.DO_OFFLINE,
            new States(
                    RcmState.OFFLINE_QUERYING, RcmState.OFFLINE_QUERY, RcmState.OFFLINE_QUERY_FAIL),
            new States(RcmState.OFFLINING, RcmState.OFFLINE, RcmState.OFFLINE_FAIL)),
    SUSPEND(
            "suspend",
            Step.QUERY_SUSPEND,
            Step.DO_SUSPEND,
            new States(
                    RcmState.SUSPEND_QUERYING, RcmState.SUSPEND_QUERY, RcmState.SUSPEND_QUERY_FAIL),
            new States(RcmState.SUSPENDING, RcmState.SUSPENDED, RcmState.SUSPEND_FAIL));

    /**
     * The states of a registrant.
     *
     * @param during while it is asked
     * @param agreed when it agreed
     * @param refused when it refused
     */
    record States(RcmState during, RcmState agreed, RcmState refused) {
        RcmState after(boolean success) {
            return success ? agreed : refused;
        }
    }

    private final String word;
    private final Step query;
    private final Step commit;
    private final States queried;
    private final States committed;

    Ask(String word, Step query, Step commit, States queried, States committed) {
        this.word = word;
        this.query = query;
        this.commit = commit;
        this.queried = queried;
        this.committed = committed;
    }

    String word(boolean querying) {
        return querying ? word + " query" : word;
    }

    Step step(boolean querying) {
        return querying ? query : commit;
    }

    States states(boolean querying) {
        return querying ? queried : committed;
    }

    /** {@return the state of whoever needs not be asked any more} */
    RcmState done() {
        return committed.agreed();
    }
}
