// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.demo;

import io.lastpath.launcher.internal.ExitCode;
import java.util.List;

/** The main job on the recorded four-HBA host: what is typed, and what has to come out. */
final class DemoStory {

    private static final String FIRST = "0000:01:00.0";
    private static final String SECOND = "0000:02:00.0";
    private static final String THIRD = "0000:03:00.0";
    private static final String FOURTH = "0000:04:00.0";

    private DemoStory() {}

    /** {@return the steps, in order} */
    static List<DemoStep> steps() {
        return List.of(
                done(
                        "A host with four controllers, recorded from a real kernel.",
                        List.of("load", "four-hba"),
                        "four-hba"),
                done(
                        "Its controllers, and what the loss of each would do.",
                        List.of("phcis"),
                        "0000-01-00.0",
                        "0000-04-00.0"),
                done(
                        "Disks that share the same controllers form a group.",
                        List.of("groups"),
                        "0000-03-00.0 0000-04-00.0"),
                done(
                        "What hangs by a single controller. Nobody uses these two disks.",
                        List.of("single-points"),
                        "mpathe",
                        "mpathi"),
                preview(FIRST, "mpathe"),
                preview(SECOND, "DEGRADED"),
                preview(THIRD, "mpathg"),
                preview(FOURTH, "mpathi"),
                done(
                        "The third one may go: everybody agrees.",
                        List.of("offline", THIRD, "--reason", "replace the card"),
                        "offline",
                        "done"),
                done(
                        "It is offline now, and what hangs by the fourth one has become critical.",
                        List.of("phcis"),
                        "OFFLINE",
                        "SYSTEM_CRITICAL"),
                refused(
                        "So the fourth one may not go: the swap on mpathg would lose its last path.",
                        List.of("offline", FOURTH, "--reason", "replace the card"),
                        "SYSTEM_CRITICAL",
                        "mpathg"),
                refused(
                        "The first two are one card. What if both go?",
                        List.of("preview", FIRST, SECOND),
                        "DATA_CRITICAL",
                        "/srv/one"),
                refused(
                        "Asking for both is refused: /srv/one is mounted.",
                        List.of("offline", FIRST, SECOND, "--reason", "replace the card"),
                        "DATA_CRITICAL",
                        "/srv/one"),
                done(
                        "The third one comes back.",
                        List.of("online", THIRD, "--reason", "card replaced"),
                        "online",
                        "done"),
                done("All is as it was.", List.of("phcis"), "0000-03-00.0"));
    }

    private static DemoStep preview(String phci, String... expected) {
        return done("What if " + phci + " went?", List.of("preview", phci), expected);
    }

    private static DemoStep done(String title, List<String> command, String... expected) {
        return new DemoStep(title, command, ExitCode.DONE, List.of(expected));
    }

    private static DemoStep refused(String title, List<String> command, String... expected) {
        return new DemoStep(title, command, ExitCode.REFUSED, List.of(expected));
    }
}
