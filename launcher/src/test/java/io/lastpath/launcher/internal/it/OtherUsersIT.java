// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.command.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root may attach to the instances of others, and does so only when told to. */
class OtherUsersIT {

    @TempDir private Path temp;

    @Test
    void anInstanceOfAnotherUserAnswersRootOnlyWhereItIsNamed() throws Exception {
        Unprivileged user = new Unprivileged(temp);
        Path home = Files.createDirectory(temp.resolve("home"));
        user.give(home);
        try (RuntimeProcess other = user.start(home, "--scenario", "two-hba")) {
            Result unnamed = RuntimeProcess.runScript("status");
            Result named = RuntimeProcess.runScript("status", "--pid", "" + other.pid());

            assertThat(named.out()).as(named.err()).contains("process " + other.pid() + ",");
            // Whoever is not root has started one of his own.
            boolean isOfAnother = user.isRunByRoot();
            assertThat(isOfAnother && unnamed.out().contains("process " + other.pid() + ","))
                    .as(unnamed.out())
                    .isFalse();
            // There may be others of one's own, which are then the answer.
            if (unnamed.exitCode() == ExitCode.NOTHING_RUNNING) {
                assertThat(unnamed.err())
                        .contains("no instance of user root is running here")
                        .contains("of another user with --pid: ")
                        .contains(other.pid() + " (home " + home.toRealPath() + ")")
                        .hasLineCount(1);
            }
        }
    }

    @Test
    void whoIsNotRootIsToldWhoseInstanceItIs() throws Exception {
        Unprivileged user = new Unprivileged(temp);
        Path home = Files.createDirectory(temp.resolve("home"));
        try (RuntimeProcess started = RuntimeProcess.start(home, "--scenario", "two-hba")) {
            Result answer = user.runScript("status", "--pid", "" + started.pid());

            // Whoever is not root has started it himself, and is answered.
            if (user.isRunByRoot()) {
                assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILED);
                assertThat(answer.err())
                        .contains("process " + started.pid() + " is one of user root")
                        .contains("run this as root")
                        .hasLineCount(1);
            } else {
                assertThat(answer.out()).contains("process " + started.pid() + ",");
            }
        }
    }
}
