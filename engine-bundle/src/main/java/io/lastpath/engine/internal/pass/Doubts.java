// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Why nobody knows all that a module would speak up for. Stateless. */
public final class Doubts {

    private Doubts() {}

    /** {@return what is to be said against relying on a module's registrations now} */
    public static List<Assessment> about(ModuleSlot module) {
        List<Assessment> doubts = new ArrayList<>();
        if (!module.isWelcomed()) {
            doubts.add(unregistered("module " + module.name() + " has not registered yet"));
        }
        if (!module.unregistered().isEmpty()) {
            doubts.add(unregistered(module.unregistered()));
        }
        if (!module.barred().isEmpty()) {
            doubts.add(barred(module));
        }
        return doubts;
    }

    /** {@return what a registration that failed leaves behind} */
    static Assessment unregistered(String failure) {
        return new Assessment(Verdict.UNKNOWN, failure + ": nobody knows what it would register");
    }

    private static Assessment barred(ModuleSlot module) {
        return new Assessment(
                Verdict.UNKNOWN,
                "module "
                        + module.name()
                        + " could not register for "
                        + String.join(" ", new TreeSet<>(module.barred()))
                        + ", a DR request is in the way: nobody knows what it would say");
    }
}
