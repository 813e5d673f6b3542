// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.model.Observation.Callback;
import io.lastpath.rcm.RcmFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The callbacks of a replay, in order of beginning. Safe for use by several threads. */
final class TraceEvents {

    private final List<Event> events = new ArrayList<>();
    private final BooleanSupplier killed;

    /**
     * None so far.
     *
     * @param killed whether the coordinator has been killed: what comes later does not count
     */
    TraceEvents(BooleanSupplier killed) {
        this.killed = killed;
    }

    /** One callback. */
    static final class Event {
        private volatile Callback seen;

        private Event(Callback begun) {
            seen = begun;
        }

        void end(int code, String error) {
            seen = seen.returned(code, error);
        }
    }

    Event begin(String op, String module, String resource, RcmFlags flags) {
        return begin(new Callback(op, module, resource, flags.bits(), null, null, ""));
    }

    Event begin(Callback begun) {
        Event event = new Event(begun);
        synchronized (events) {
            if (!killed.getAsBoolean()) {
                events.add(event);
            }
        }
        return event;
    }

    /** {@return the callbacks since this was asked for the last time} */
    List<Callback> take() {
        synchronized (events) {
            List<Callback> seen = events.stream().map(one -> one.seen).toList();
            events.clear();
            return seen;
        }
    }
}
