// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.output.Printer;
import io.lastpath.launcher.internal.output.Table;
import io.lastpath.management.DrRequestData;
import io.lastpath.management.GivenBackData;
import io.lastpath.management.ModuleData;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Tells how an instance is doing. */
@Command(
        name = "status",
        description = "Tell how the instance is doing: its tree, modules and DR requests.")
final class StatusCommand extends HostCommand {

    private static final int WIDEST = 60;
    private static final int MOST_GIVEN_BACK = 10;

    @Override
    int run(RuntimeConnection instance, Printer printer) throws IOException {
        StatusDocument status = StatusDocument.of(instance);
        printer.print(status, () -> text(status));
        remarkOnHost(instance);
        remarkOnSources(instance);
        return ExitCode.DONE;
    }

    private static String text(StatusDocument status) {
        return String.join(
                "\n",
                "Lastpath "
                        + status.version()
                        + ", process "
                        + status.pid()
                        + ", home "
                        + status.home(),
                tree(status),
                "Single points of failure: "
                        + (status.isKnown() ? status.singlePointsOfFailure() : "not known"),
                "",
                modules(status.modules()) + missing(status.missingModules()),
                "",
                requests(status.drRequests()) + givenBack(status.givenBack()));
    }

    private static String tree(StatusDocument status) {
        StringBuilder text =
                new StringBuilder(
                        status.adapter().isEmpty()
                                ? "No device tree adapter is in use"
                                : "Adapter " + status.adapter());
        text.append(
                status.isKnown()
                        ? "; the tree was read "
                                + seconds(status.ageMillis())
                                + (status.isLookedAt()
                                        ? " and found unchanged " + seconds(status.lookAgeMillis())
                                        : "")
                                + ", analysis "
                                + status.analysis()
                        : "; the tree was never read");
        if (status.stale()) {
            text.append("\nSTALE, every verdict is UNKNOWN: ").append(status.staleReason());
        }
        for (String each : status.unreadable()) {
            text.append("\nUnreadable: ").append(each);
        }
        for (String each : status.lost()) {
            text.append("\nLost: ").append(each);
        }
        if (!status.journalProblem().isEmpty()) {
            text.append("\nJOURNAL: ").append(status.journalProblem());
        }
        if (!status.auditProblem().isEmpty()) {
            text.append("\nAUDIT: ").append(status.auditProblem());
        }
        return status.isKnown() ? text + counts(status) : text.toString();
    }

    private static String seconds(long millis) {
        return TimeUnit.MILLISECONDS.toSeconds(millis) + " s ago";
    }

    private static String counts(StatusDocument status) {
        return new StringBuilder("\nPHCIs: ")
                .append(status.phcis())
                .append(", groups: ")
                .append(status.groups())
                .append(", clients: ")
                .append(status.clients())
                .append(", paths: ")
                .append(status.paths())
                .toString();
    }

    private static String modules(List<ModuleData> modules) {
        Table table = Table.of(WIDEST, "MODULE", "REGISTRATIONS", "FAILURES", "LAST FAILURE");
        for (ModuleData module : modules) {
            table.row(
                    module.name(), module.registrations(), module.failures(), module.lastFailure());
        }
        return table.text() + remarks(modules);
    }

    private static String missing(List<String> modules) {
        return modules.stream()
                .map(why -> "\nVerdicts are UNKNOWN: " + why)
                .collect(Collectors.joining());
    }

    private static String remarks(List<ModuleData> modules) {
        StringBuilder text = new StringBuilder();
        for (ModuleData module : modules) {
            if (!module.standsBy().isEmpty()) {
                text.append("\n").append(module.name()).append(" STANDS BY: ");
                text.append(module.standsBy());
            }
        }
        unregistered(modules).forEach(why -> text.append("\nVerdicts are UNKNOWN: ").append(why));
        return text.toString();
    }

    private static String requests(List<DrRequestData> requests) {
        if (requests.isEmpty()) {
            return "No DR request is in progress.";
        }
        Table table = Table.of(WIDEST, "DR REQUEST", "STATE", "INITIATOR", "SINCE", "REASON");
        for (DrRequestData request : requests) {
            table.row(
                    request.resource(),
                    request.state(),
                    request.initiator(),
                    request.since(),
                    request.reason());
        }
        return table.text() + attention(requests);
    }

    /** The latest first: the earlier ones may be of long ago. */
    private static String givenBack(List<GivenBackData> all) {
        StringBuilder text = new StringBuilder();
        int shown = Math.min(MOST_GIVEN_BACK, all.size());
        for (int i = all.size() - 1; i >= all.size() - shown; i--) {
            GivenBackData one = all.get(i);
            text.append("\n").append(one.resource()).append(" WAS GIVEN BACK ").append(one.at());
            text.append(", it was ").append(one.state()).append(" for ").append(one.initiator());
            text.append(one.reason().isEmpty() ? "" : " (" + one.reason() + ")");
            text.append(": ").append(one.why());
        }
        return shown < all.size()
                ? text.append("\nand ").append(all.size() - shown).append(" earlier").toString()
                : text.toString();
    }

    private static String attention(List<DrRequestData> requests) {
        StringBuilder text = new StringBuilder();
        for (DrRequestData request : requests) {
            if (!request.attention().isEmpty()) {
                text.append("\n")
                        .append(request.resource())
                        .append(" NEEDS A PERSON: ")
                        .append(request.attention());
            }
        }
        return text.toString();
    }
}
