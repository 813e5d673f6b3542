// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.management.CoordinatorMXBean;
import io.lastpath.management.NameList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes PHCIs offline even if that hurts. */
@Command(
        name = "force-offline",
        description =
                "Take these PHCIs offline together even if that hurts. What is SYSTEM_CRITICAL has"
                        + " to be named to be given up.")
final class ForceOfflineCommand extends PhciOperation {

    private static final String ACCEPT_UNKNOWN = "UNKNOWN";

    private static final String NO_NAME_BEFORE = "(?<![\\w/:@.-])";
    private static final String NO_NAME_AFTER = "(?![\\w/@-]|[:.]\\w)";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why, for the record.")
    private String reason;

    @Option(
            names = "--confirm",
            required = true,
            description = "Yes, these PHCIs; nothing is asked again.")
    private boolean confirm;

    @Option(
            names = "--accept",
            paramLabel = "NAME",
            description =
                    "A system-critical use to be given up, as the refusal names it; UNKNOWN to go"
                            + " on without knowing what will be lost. May be repeated.")
    private List<String> accepted = new ArrayList<>();

    @Override
    void remarkOn(String answer) {
        unmatched(accepted, answer).ifPresent(this::remark);
    }

    /** {@return what to say of accepted names that nothing in an answer has; empty for none} */
    static Optional<String> unmatched(List<String> accepted, String answer) {
        List<String> unmatched =
                accepted.stream()
                        .filter(name -> !name.equals(ACCEPT_UNKNOWN) && !isNamed(name, answer))
                        .toList();
        return unmatched.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "--accept "
                                + String.join(", ", unmatched)
                                + ": nothing in this answer goes by that name; one that is misspelt"
                                + " gives up nothing. A refusal names what has to be accepted: the"
                                + " mount point, the device or the resource of its disk will do");
    }

    /** A part of a longer name is none: the coordinator compares whole ones. */
    private static boolean isNamed(String name, String answer) {
        return Pattern.compile(NO_NAME_BEFORE + Pattern.quote(name) + NO_NAME_AFTER)
                .matcher(answer)
                .find();
    }

    @Override
    String reason() {
        return reason;
    }

    @Override
    String ask(CoordinatorMXBean coordinator, String resources, String why) {
        String again = accepted.isEmpty() ? resources : resources + " " + NameList.format(accepted);
        return coordinator.forceOffline(resources, reason.isBlank() ? reason : why, again);
    }
}
