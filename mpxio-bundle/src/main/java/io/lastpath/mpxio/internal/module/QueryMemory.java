// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Remembers between the query and the commit of a request what each of its queries was about, also
 * where it was about nobody. Keeps the last {@value #MOST} requests. Safe for use by several
 * threads.
 */
final class QueryMemory {

    private static final int MOST = 1024;

    /** What was asked, by request and PHCI. */
    private final Map<Long, Map<String, Asked>> requests =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Map<String, Asked>> eldest) {
                    return size() > MOST;
                }
            };

    /** Remembers what a query found. Request 0 is none. */
    void remember(long request, String phci, Effect effect) {
        if (request == 0) {
            return;
        }
        Asked asked = Asked.of(phci, effect);
        synchronized (requests) {
            requests.computeIfAbsent(request, any -> new LinkedHashMap<>()).put(phci, asked);
        }
    }

    /** Forgets every query about a PHCI. */
    void forget(String phci) {
        synchronized (requests) {
            requests.values().forEach(queries -> queries.remove(phci));
            requests.values().removeIf(Map::isEmpty);
        }
    }

    /** {@return what the query of the same request about a PHCI found; empty if there was none} */
    Optional<Asked> asked(long request, String phci) {
        synchronized (requests) {
            return Optional.ofNullable(requests.getOrDefault(request, Map.of()).get(phci));
        }
    }

    /** {@return device paths of all clients that the queries of a request were about} */
    Set<String> clients(long request) {
        synchronized (requests) {
            return requests.getOrDefault(request, Map.of()).values().stream()
                    .flatMap(Asked::paths)
                    .collect(Collectors.toSet());
        }
    }
}
