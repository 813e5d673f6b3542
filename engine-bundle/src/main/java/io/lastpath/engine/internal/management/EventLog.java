// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.management;

import io.lastpath.management.EventData;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last events, numbered from 1. Safe for use by several threads. */
final class EventLog {

    private static final int KEPT = 1_000;

    private final Clock clock;
    private final Deque<EventData> events = new ArrayDeque<>();
    private long number;

    EventLog(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(String type, String message) {
        if (events.size() == KEPT) {
            events.removeFirst();
        }
        number++;
        events.addLast(new EventData(number, clock.instant().toString(), type, message));
    }

    synchronized List<EventData> all() {
        return List.copyOf(events);
    }
}
