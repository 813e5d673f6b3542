// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

import java.util.List;

/**
 * All that the journal keeps. Immutable.
 *
 * @param numbers requests up to this number may have been made
 * @param loss what an earlier run could not read, until somebody acknowledges it; empty for none
 * @param requests the open DR requests
 * @param removed the places that are gone, in the order in which they went
 */
public record Content(
        long numbers, String loss, List<OpenRequest> requests, List<Removed> removed) {

    /** What a journal holds that was never written. */
    public static final Content EMPTY = new Content(0, "", List.of(), List.of());

    /** So many removed places are kept. */
    static final int MOST_REMOVED = 10_000;

    /** Copies the lists. */
    public Content {
        requests = List.copyOf(requests);
        removed = List.copyOf(removed);
    }

    /** {@return the same, where requests up to a number may have been made} */
    Content after(long number) {
        return new Content(number, loss, requests, removed);
    }

    /**
     * Keeps no more removed places than there is room for, the last ones. What is not known to be
     * removed would count as there; so a run that reads this has lost something, and says so until
     * a person has looked.
     *
     * @return this, or what is kept of it
     */
    public Content bounded() {
        int beyond = removed.size() - MOST_REMOVED;
        if (beyond <= 0) {
            return this;
        }
        String forgotten =
                "the journal keeps the last "
                        + MOST_REMOVED
                        + " places that were removed, and "
                        + beyond
                        + " earlier ones are not known any more";
        return new Content(
                numbers,
                loss.isEmpty() ? forgotten : loss + "; " + forgotten,
                requests,
                removed.subList(beyond, removed.size()));
    }
}
