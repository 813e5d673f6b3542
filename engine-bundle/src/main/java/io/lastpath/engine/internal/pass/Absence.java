// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.registry.Registrations;
import java.util.Optional;
import java.util.function.Function;

/**
 * Knows who is not back yet at what an earlier run called it for. Safe for use by several threads.
 */
public final class Absence {

    private final Function<String, Optional<ModuleSlot>> modules;
    private final Registrations registrations;

    /**
     * Looks for whoever is there at the time.
     *
     * @param modules finds the module of a name that is in service
     * @param registrations who is registered
     */
    public Absence(Function<String, Optional<ModuleSlot>> modules, Registrations registrations) {
        this.modules = modules;
        this.registrations = registrations;
    }

    /**
     * {@return whether a module may still come back to what it was called for; one that is in
     * service and registers for other things only has no use for it any more}
     */
    boolean isAway(Called one) {
        return modules.apply(one.module())
                .filter(module -> module.isWelcomed() && !module.hasLeft())
                .filter(module -> !module.barred().containsKey(one.resource()))
                .filter(module -> module.isRegistered() || isRegisteredFor(module, one.resource()))
                .isEmpty();
    }

    private boolean isRegisteredFor(ModuleSlot module, String resource) {
        return registrations.of(module).contains(resource);
    }
}
