// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.Refresh;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one request has asked and told so far, and whether the tree was read since. Safe for use by
 * several threads.
 */
final class RequestMemory {

    private final Map<String, Asked> asked = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    /** Why the last read failed, empty where it did not; null where one is due. */
    private String failure;

    /** Remembers what a query is about, also where it is about nobody. */
    synchronized void ask(Asked query) {
        asked.put(query.phci(), query);
        failure = null;
    }

    /** Notes who is about to be told: they may take long, and let go of more than one client. */
    synchronized void tell(Set<String> clients) {
        if (!clients.isEmpty()) {
            told.addAll(clients);
            failure = null;
        }
    }

    /** {@return what the query about a PHCI found; empty if there was none} */
    synchronized Optional<Asked> asked(String phci) {
        return Optional.ofNullable(asked.get(phci));
    }

    /** {@return device paths of all clients that the queries were about} */
    synchronized Set<String> clients() {
        return asked.values().stream().flatMap(Asked::paths).collect(Collectors.toSet());
    }

    /** {@return whether the users of a client were told, so that it may be gone} */
    synchronized boolean isTold(String client) {
        return told.contains(client);
    }

    /**
     * Sees to it that the tree was read since anybody was asked or told. A change in the midst of
     * the read has it read once more.
     *
     * @param keeper reads it
     * @return why it could not be read, in one sentence; empty where it was
     */
    String read(TableKeeper keeper) {
        String known = failure();
        if (known != null && (!known.isEmpty() || !keeper.state().isStale())) {
            return known;
        }
        Refresh refresh = keeper.refresh();
        if (refresh.isGood() && refresh.state().isStale()) {
            refresh = keeper.refresh();
        }
        return ended(refresh.failure());
    }

    private synchronized String failure() {
        return failure;
    }

    private synchronized String ended(String with) {
        failure = with;
        return with;
    }
}
