// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Remembers between the query and the commit of a request what each of its queries was about, also
 * where it was about nobody. Keeps the last query of each PHCI only: whoever asks about it again
 * does so in place of those before him. Safe for use by several threads.
 */
final class QueryMemory {

    private record Query(long request, Asked asked) {}

    private final Map<String, Query> queries = new HashMap<>();

    /** Remembers what a query found. Request 0 is none. */
    void remember(long request, String phci, Effect effect) {
        if (request == 0) {
            return;
        }
        Query query = new Query(request, Asked.of(phci, effect));
        synchronized (queries) {
            queries.put(phci, query);
        }
    }

    /** Forgets the query about a PHCI. */
    void forget(String phci) {
        synchronized (queries) {
            queries.remove(phci);
        }
    }

    /** Forgets the queries about all other PHCIs than these. */
    void keep(Predicate<String> wanted) {
        synchronized (queries) {
            queries.keySet().removeIf(wanted.negate());
        }
    }

    /** {@return what the query of the same request about a PHCI found; empty if it is not known} */
    Optional<Asked> asked(long request, String phci) {
        synchronized (queries) {
            return Optional.ofNullable(queries.get(phci))
                    .filter(query -> query.request == request)
                    .map(Query::asked);
        }
    }

    /** {@return device paths of all clients that the queries of a request were about} */
    Set<String> clients(long request) {
        synchronized (queries) {
            return queries.values().stream()
                    .filter(query -> query.request == request)
                    .map(Query::asked)
                    .flatMap(Asked::paths)
                    .collect(Collectors.toSet());
        }
    }
}
