// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.call;

import java.util.concurrent.atomic.AtomicReference;

/**
 * One thread's stay in a module, which may last longer than anybody waits for it. Safe for use by
 * several threads.
 */
final class Stay {

    private enum Phase {
        AHEAD,
        INSIDE,
        OVERDUE,
        OVER
    }

    private final ModuleSlot module;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.AHEAD);

    Stay(ModuleSlot module) {
        this.module = module;
    }

    /** {@return whether the module may still be entered} */
    boolean enter() {
        return phase.compareAndSet(Phase.AHEAD, Phase.INSIDE);
    }

    /** The module has let the thread go. */
    void leave() {
        if (phase.getAndSet(Phase.OVER) == Phase.OVERDUE) {
            module.overdue(-1);
        }
    }

    /** Nobody waits any longer. */
    void giveUp() {
        if (phase.compareAndSet(Phase.INSIDE, Phase.OVERDUE)) {
            module.overdue(1);
        } else {
            phase.compareAndSet(Phase.AHEAD, Phase.OVER);
        }
    }
}
