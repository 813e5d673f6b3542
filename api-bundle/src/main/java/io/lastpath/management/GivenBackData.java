// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

/**
 * A DR request that the coordinator has ended by itself, so that its resource is in use again.
 *
 * @param resource its resolved name
 * @param state state word: how far the request was
 * @param stateNumber its number
 * @param initiator whose it was
 * @param reason why it was made, as the initiator said; may be empty
 * @param sequence number of the request that brought it there
 * @param why it was ended, in a sentence
 * @param at when, ISO 8601 in UTC
 */
public record GivenBackData(
        String resource,
        String state,
        int stateNumber,
        String initiator,
        String reason,
        long sequence,
        String why,
        String at) {}
