// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says that what was lost with the journal is known or over. */
@Command(
        name = "acknowledge",
        description = {
            "Say that the DR requests lost with an unreadable journal are known or over.",
            "Until then every verdict is UNKNOWN; 'status' says what was lost, and where it is."
        })
final class AcknowledgeCommand extends InstanceCommand {

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why, for the record.")
    private String reason;

    @Override
    int run(RuntimeConnection instance, Printer printer) {
        String answer = instance.coordinator().acknowledgeJournalLoss(reason);
        printer.print(Map.of("message", answer), () -> answer);
        return ExitCode.DONE;
    }
}
