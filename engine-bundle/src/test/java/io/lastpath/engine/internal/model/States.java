// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import java.util.Set;

/** Numbers of states, from the README of the traces. */
final class States {

    static final int ONLINE = 1;
    static final int ONLINING = 2;
    static final int OFFLINE_FAILED = 3;
    static final int OFFLINING = 4;
    static final int OFFLINE = 5;
    static final int REMOVING = 6;
    static final int RESUMING = 10;
    static final int SUSPEND_FAILED = 11;
    static final int SUSPENDING = 12;
    static final int SUSPENDED = 13;
    static final int REMOVED = 14;
    static final int OFFLINE_QUERYING = 15;
    static final int OFFLINE_QUERY_FAILED = 16;
    static final int OFFLINE_QUERIED = 17;
    static final int SUSPEND_QUERYING = 18;
    static final int SUSPEND_QUERY_FAILED = 19;
    static final int SUSPEND_QUERIED = 20;

    static final Set<Integer> TRANSITIONAL =
            Set.of(ONLINING, OFFLINING, REMOVING, RESUMING, SUSPENDING);
    static final Set<Integer> DOING = Set.of(OFFLINING, SUSPENDING);
    static final Set<Integer> SETTLED = Set.of(OFFLINE, OFFLINE_FAILED, SUSPENDED, SUSPEND_FAILED);
    static final Set<Integer> QUERYING = Set.of(OFFLINE_QUERYING, SUSPEND_QUERYING);
    static final Set<Integer> ASKED =
            Set.of(
                    OFFLINE_QUERYING,
                    OFFLINE_QUERIED,
                    OFFLINE_QUERY_FAILED,
                    SUSPEND_QUERYING,
                    SUSPEND_QUERIED,
                    SUSPEND_QUERY_FAILED);
    static final Set<Integer> FAILED =
            Set.of(OFFLINE_FAILED, SUSPEND_FAILED, OFFLINE_QUERY_FAILED, SUSPEND_QUERY_FAILED);
    static final Set<Integer> OF_SUSPEND =
            Set.of(RESUMING, SUSPEND_FAILED, SUSPENDING, SUSPENDED, SUSPEND_QUERYING);

    private States() {}
}
