// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.time.Instant;
import java.util.Objects;

/**
 * A DR request that the coordinator has ended by itself, so that its resource is in use again.
 *
 * @param resource its resolved name
 * @param state how far the request was
 * @param intent whose it was, and why it was made
 * @param number of the request that brought it there
 * @param why it was ended, in a sentence
 * @param at when
 */
public record GivenBack(
        String resource, RcmState state, Intent intent, long number, String why, Instant at) {

    /** Checks that nothing is missing. */
    public GivenBack {
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(intent, "intent");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(at, "at");
    }
}
