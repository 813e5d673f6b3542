// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a DR request was before the queries that are under way, which may all be taken back: one
 * process may make several, one within the other. Guarded by the table's lock.
 */
final class Past {

    /** The oldest first. */
    private final List<Standing> standings = new ArrayList<>(1);

    boolean isEmpty() {
        return standings.isEmpty();
    }

    void add(Standing standing) {
        standings.add(standing);
    }

    void clear() {
        standings.clear();
    }

    /** {@return what was before the last query, if that was anything; it is no longer past} */
    Optional<Standing> takeLast() {
        return isEmpty() ? Optional.empty() : Optional.of(standings.remove(standings.size() - 1));
    }

    /** {@return what was before all of them} */
    Optional<Standing> first() {
        return standings.stream().findFirst();
    }

    /** {@return what was before the queries that came last} */
    Optional<Standing> lastUnasked() {
        return standings.stream().filter(one -> !one.isQuerying()).reduce((one, next) -> next);
    }

    /** {@return whether there is a query of this request among it} */
    boolean hasQueryOf(long number) {
        return standings.stream().anyMatch(one -> isQueryOf(one, number));
    }

    /** Forgets the queries of a request, which are over. */
    void forgetQueriesOf(long number) {
        standings.removeIf(one -> isQueryOf(one, number));
    }

    /** What an earlier run asked about is no query of this run. */
    private static boolean isQueryOf(Standing one, long number) {
        return one.isQuerying() && !one.pending() && one.sequence().number() == number;
    }

    void replaceAll(UnaryOperator<Standing> change) {
        standings.replaceAll(change);
    }
}
