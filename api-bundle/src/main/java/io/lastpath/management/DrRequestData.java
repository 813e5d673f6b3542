// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

/**
 * An operation in progress on a resource: the lock on it.
 *
 * @param resource its resolved name
 * @param state state word
 * @param stateNumber its number
 * @param initiator who started it
 * @param reason why, as the initiator said; may be empty
 * @param sequence number of the request that last changed it
 * @param depth above 0 for a cascaded one
 * @param flags flags of the request that created it
 * @param since when it was created, ISO 8601 in UTC
 * @param attention why it waits for a person, in a sentence; empty if it does not
 */
public record DrRequestData(
        String resource,
        String state,
        int stateNumber,
        String initiator,
        String reason,
        long sequence,
        int depth,
        String flags,
        String since,
        String attention) {}
