// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import io.lastpath.mpxio.internal.DaemonThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads one at a time: who asks during a read waits for the next one, which begins afterwards,
 * together with all others that wait. Safe for use by several threads.
 */
final class Flights {

    private final Object lock;
    private final Function<Flight, TableRead> read;
    private final BiFunction<Flight, TableRead, Refresh> publish;
    private final ExecutorService readers = DaemonThreads.asNeeded("lastpath-mpxio-read");
    private Flight current;
    private Flight next;
    private boolean closed;

    /**
     * No reads yet.
     *
     * @param lock guards the reads
     * @param read reads the tree; called on a thread of its own
     * @param publish takes a read over; called once for each, with the lock held
     */
    Flights(
            Object lock,
            Function<Flight, TableRead> read,
            BiFunction<Flight, TableRead, Refresh> publish) {
        this.lock = lock;
        this.read = read;
        this.publish = publish;
    }

    /**
     * Asks for a read.
     *
     * @param recorded whether the tree itself is wanted, and not only its table
     * @return a read that begins from now on; empty after the end
     */
    Optional<Flight> request(boolean recorded) {
        Flight flight;
        boolean start = false;
        synchronized (lock) {
            if (closed) {
                return Optional.empty();
            }
            if (current == null) {
                current = new Flight();
                flight = current;
                start = true;
            } else {
                next = next == null ? new Flight() : next;
                flight = next;
            }
            if (recorded && flight.nodes == null) {
                flight.nodes = new ArrayList<>();
            }
        }
        if (start) {
            start(flight);
        }
        return Optional.of(flight);
    }

    private void start(Flight flight) {
        readers.execute(() -> land(flight, read.apply(flight)));
    }

    /** {@return the read under way; null for none} Called with the lock held. */
    Flight current() {
        return current;
    }

    /** Ends a read, unless it ended before because it was given up, and starts the next one. */
    void land(Flight flight, TableRead came) {
        Flight follower;
        Refresh refresh;
        synchronized (lock) {
            if (current != flight) {
                return;
            }
            flight.interrupt();
            refresh = publish.apply(flight, came);
            current = next;
            next = null;
            follower = current;
        }
        flight.land(refresh);
        if (follower != null) {
            start(follower);
        }
    }

    /** Lets everybody go who waits, and interrupts reads that hang. */
    void close(Refresh refresh) {
        List<Flight> waiting;
        synchronized (lock) {
            closed = true;
            waiting = Stream.of(current, next).filter(Objects::nonNull).toList();
            current = null;
            next = null;
        }
        waiting.forEach(flight -> flight.land(refresh));
        readers.shutdownNow();
    }
}
