// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

/** A module, as the coordinator sees it. */
interface ModelModule {

    String name();

    String info();

    /**
     * Registers what it wants to be asked about.
     *
     * @param isStart no locks are checked
     */
    void register(Coordinator coordinator, boolean isStart);

    /** Second generation modules may leave events and capacity out. */
    boolean hasAnnouncements();

    Question.Answer answer(Question question, String resource, Call handle, Coordinator engine);
}
