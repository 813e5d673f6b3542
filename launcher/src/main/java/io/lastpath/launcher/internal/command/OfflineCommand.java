// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.management.CoordinatorMXBean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes PHCIs offline if nobody minds. */
@Command(
        name = "offline",
        description = "Take these PHCIs offline together. Changes nothing if anybody refuses.")
final class OfflineCommand extends PhciOperation {

    @Option(names = "--query", description = "Only ask everybody whether they would let go.")
    private boolean query;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
    private String reason = "";

    @Override
    String reason() {
        return reason;
    }

    @Override
    String ask(CoordinatorMXBean coordinator, String resources, String why) {
        return query ? coordinator.query(resources, why) : coordinator.offline(resources, why);
    }
}
