// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

/**
 * A consumer of the scenario.
 *
 * @param client device path of the client that it uses
 * @param module its module
 * @param resource what it calls its use
 * @param usage how it uses the client
 * @param severity how grave the loss is: a verdict
 * @param severityLevel its level, 0 to 4
 * @param query its answer to an offline query
 * @param offline its answer to an offline
 * @param suspend its answer to a suspend
 * @param reason the sentence that it refuses with; may be empty
 * @param delayMillis how long each answer takes
 */
public record SimulatedConsumerData(
        String client,
        String module,
        String resource,
        String usage,
        String severity,
        int severityLevel,
        String query,
        String offline,
        String suspend,
        String reason,
        long delayMillis) {}
