// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.pass.Doubts;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Why no answer may be relied on now, whatever is asked. Safe for use by several threads. */
final class StandingDoubts {

    private final Attendance attendance;
    private final Supplier<List<String>> required;
    private final Supplier<Optional<Assessment>> journal;

    /**
     * Has none of its own.
     *
     * @param attendance knows who cannot tell what it uses
     * @param required which modules have to be there
     * @param journal why nobody knows which DR requests are open
     */
    StandingDoubts(
            Attendance attendance,
            Supplier<List<String>> required,
            Supplier<Optional<Assessment>> journal) {
        this.attendance = attendance;
        this.required = required;
        this.journal = journal;
    }

    /** {@return all of them; empty where all is known} */
    List<Assessment> all() {
        List<Assessment> doubts = new ArrayList<>(attendance.standingDoubts());
        doubts.addAll(attendance.missing(required.get()));
        journal.get().ifPresent(doubts::add);
        return doubts;
    }

    /**
     * A process gets RCM's answer, which knows nothing of modules that could not register. What was
     * lost with the journal it hears of as everybody does.
     *
     * @return those that an initiator hears of
     */
    List<Assessment> of(Intent intent) {
        return Initiating.isPerson(intent) ? all() : journal.get().stream().toList();
    }

    /**
     * Within an event or for another capacity nobody waits for modules to register: it might be for
     * himself.
     *
     * @return those of what is begun there, each once
     */
    List<Assessment> atOnce(Intent intent) {
        List<Assessment> doubts = new ArrayList<>(attendance.arriving());
        doubts.addAll(of(intent));
        return Doubts.together(doubts);
    }
}
