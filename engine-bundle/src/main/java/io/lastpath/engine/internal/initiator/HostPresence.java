// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.initiator;

import io.lastpath.rcm.Initiator;

/**
 * Whether initiators are still there: processes by the process table, principals by their
 * connections. Others, such as modules, are always there. Safe for use by several threads.
 */
public final class HostPresence implements Presence {

    private final Processes processes = Processes.ofHost();
    private final Principals principals;

    public HostPresence(Principals principals) {
        this.principals = principals;
    }

    @Override
    public long mark(Initiator initiator) {
        initiator.principal().ifPresent(principals::seen);
        return isProcess(initiator) ? processes.mark(initiator.pid()) : 0;
    }

    @Override
    public void asks(Initiator initiator) {
        initiator.principal().ifPresent(principals::asks);
    }

    @Override
    public void answered(Initiator initiator) {
        initiator.principal().ifPresent(principals::answered);
    }

    @Override
    public boolean isPresent(Initiator initiator, long mark) {
        return isProcess(initiator)
                ? processes.isAlive(initiator.pid(), mark)
                : initiator.principal().map(principals::isPresent).orElse(true);
    }

    private static boolean isProcess(Initiator initiator) {
        return initiator.pid() != Initiator.NO_PID;
    }
}
