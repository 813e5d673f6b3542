// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.recovery;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.call.Modules;
import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.request.Leftover;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether those who were called for a request of an earlier run are back, as far as the request
 * needs them.
 *
 * @param absent names of modules that are not in service, or have not been asked to register yet
 * @param reasons why modules in service are not back, a sentence for each
 * @param unfinished modules in service that could not register for all that they use
 */
record Comeback(Set<String> absent, Set<String> reasons, Set<ModuleSlot> unfinished) {

    static Comeback of(Leftover one, Modules modules) {
        Comeback comeback = new Comeback(new TreeSet<>(), new TreeSet<>(), new LinkedHashSet<>());
        for (Called called : one.involved()) {
            modules.find(called.module())
                    .filter(ModuleSlot::isWelcomed)
                    .ifPresentOrElse(
                            module -> comeback.add(called, module),
                            () -> comeback.absent.add(called.module()));
        }
        return comeback;
    }

    /** What a module may not register for does not matter to requests that it is no part of. */
    private void add(Called called, ModuleSlot module) {
        Set<String> barred = module.barred();
        if (!module.isRegistered() || !barred.isEmpty()) {
            unfinished.add(module);
        }
        if (barred.contains(called.resource())) {
            reasons.add(
                    "module "
                            + module.name()
                            + " may not register for "
                            + called.resource()
                            + " now, another DR request is in the way");
        } else if (!module.isRegistered() && barred.isEmpty()) {
            reasons.add(module.unregistered());
        }
    }

    boolean isComplete() {
        return absent.isEmpty() && reasons.isEmpty();
    }

    /** {@return what is the matter, in words} */
    String problem() {
        List<String> problems = new ArrayList<>(reasons);
        if (!absent.isEmpty()) {
            problems.add(0, away(List.copyOf(absent)));
        }
        return String.join("; ", problems);
    }

    private static String away(List<String> names) {
        return (names.size() == 1
                        ? "module " + names.get(0) + " is"
                        : "modules " + String.join(", ", names) + " are")
                + " not back to be told how it ended";
    }
}
