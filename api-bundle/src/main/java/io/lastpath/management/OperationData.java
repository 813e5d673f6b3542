// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

/**
 * The record of one outside request that has ended. What a module begins when it hears of an event,
 * and what the coordinator does by itself, have records of their own.
 *
 * @param number its number, from 1
 * @param kind what was asked for, for example OFFLINE
 * @param initiator who asked
 * @param address where from
 * @param reason why, as the initiator said; may be empty
 * @param resources what was asked about, as a list in one string
 * @param flags flag names
 * @param result result word
 * @param resultCode its number; 0 is success
 * @param verdict verdict word
 * @param verdictLevel its level, 0 to 4
 * @param report the answer as text: the verdict first, then a line for each who said something
 * @param answers who was called and answered what, a line each, the first 20, and how many more;
 *     the audit log has the first 1,000
 * @param started when it came in, ISO 8601 in UTC
 * @param ended when it was answered, ISO 8601 in UTC
 * @param durationMillis how long it took, in milliseconds
 */
public record OperationData(
        long number,
        String kind,
        String initiator,
        String address,
        String reason,
        String resources,
        String flags,
        String result,
        int resultCode,
        String verdict,
        int verdictLevel,
        String report,
        String answers,
        String started,
        String ended,
        long durationMillis) {}
