// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.initiator.Presence;
import io.lastpath.rcm.Initiator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Processes that live until a test says otherwise. */
final class TracePresence implements Presence {

    private final Set<Long> dead = ConcurrentHashMap.newKeySet();

    void die(long pid) {
        dead.add(pid);
    }

    @Override
    public long mark(Initiator initiator) {
        return 1;
    }

    @Override
    public boolean isPresent(Initiator initiator, long mark) {
        return !dead.contains(initiator.pid());
    }
}
