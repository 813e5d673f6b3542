// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last 1,000 events of a bean, numbered from 1, for those who cannot receive its notifications.
 * Safe for use by several threads.
 */
public final class EventLog {

    private static final int KEPT = 1_000;

    private final Clock clock;
    private final Deque<EventData> events = new ArrayDeque<>();
    private long number;

    /**
     * An empty log.
     *
     * @param clock tells when
     */
    public EventLog(Clock clock) {
        this.clock = clock;
    }

    /**
     * Adds an event.
     *
     * @param type the type of its notification
     * @param message what happened, in one sentence
     */
    public synchronized void add(String type, String message) {
        if (events.size() == KEPT) {
            events.removeFirst();
        }
        number++;
        events.addLast(new EventData(number, clock.instant().toString(), type, message));
    }

    /** {@return the events that are kept, oldest first} */
    public synchronized List<EventData> all() {
        return List.copyOf(events);
    }
}
