// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import io.lastpath.rcm.Verdict;

/**
 * Somebody who uses a client. Immutable.
 *
 * @param client device path of the client
 * @param module name of the RCM module that answers for it
 * @param resource what it calls its use, for example a mount point
 * @param usage how it uses the client, in words
 * @param severity how grave the loss is
 * @param query its answer to an offline query
 * @param offline its answer to an offline
 * @param suspend its answer to a suspend
 * @param reason the sentence that it refuses with; may be empty
 * @param delayMillis how long each answer takes
 */
public record ScenarioConsumer(
        String client,
        String module,
        String resource,
        String usage,
        Verdict severity,
        Answer query,
        Answer offline,
        Answer suspend,
        String reason,
        long delayMillis) {

    /** {@return the sentence that it refuses with, never empty} */
    public String refusal() {
        return reason.isEmpty() ? resource + " is in use" : reason;
    }
}
