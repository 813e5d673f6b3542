// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.request.Step;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmState;

/** What registrants are told when a DR request ends. */
public enum Notice {
    ONLINE("online", Step.DO_ONLINE, RcmState.ONLINE, RcmModule::notifyOnline),
    REMOVE("remove", Step.DO_REMOVE, RcmState.REMOVE, RcmModule::notifyRemove),
    RESUME("resume", Step.DO_RESUME, RcmState.ONLINE, RcmModule::notifyResume);

    private final String word;
    private final Step step;
    private final RcmState after;
    private final Callback callback;

    Notice(String word, Step step, RcmState after, Callback callback) {
        this.word = word;
        this.step = step;
        this.after = after;
        this.callback = callback;
    }

    /**
     * Finds what ends a request that somebody else left behind.
     *
     * @param state how far it was
     * @param suspension whether it is about a suspend
     * @return the notice that was on its way, or the one that gives the resource back
     */
    public static Notice ending(RcmState state, boolean suspension) {
        if (state == RcmState.REMOVING) {
            return REMOVE;
        }
        return suspension ? RESUME : ONLINE;
    }

    String word() {
        return word;
    }

    Step step() {
        return step;
    }

    /** {@return the state of a registrant that was told, whatever it answered} */
    RcmState after() {
        return after;
    }

    Callback callback() {
        return callback;
    }
}
