// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.management.CoordinatorMXBean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says that PHCIs are back. */
@Command(name = "online", description = "End an offline: tell everybody that these PHCIs are back.")
final class OnlineCommand extends PhciOperation {

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
    private String reason = "";

    @Override
    boolean endsRequests() {
        return true;
    }

    @Override
    String reason() {
        return reason;
    }

    @Override
    String ask(CoordinatorMXBean coordinator, String resources, String why) {
        return coordinator.online(resources, why);
    }
}
