// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lastpath.launcher.MainStandIn;
import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.command.Result;
import io.lastpath.launcher.internal.command.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Processes of this host that are stopped; others of this user may have instances, too. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SilentInstancesTest {

    private final List<Process> started = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final AttachOrJmx connections = new AttachOrJmx();

    /** What is stopped ends by SIGKILL all the same. */
    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void oneThatIsStoppedIsNamedAndGivenUpAndAnswersOnceItGoesOn() throws Exception {
        long pid = start("/a");
        open(Optional.of(pid)).close();
        said.clear();
        signal("-STOP", pid);

        assertThatThrownBy(() -> open(Optional.of(pid)))
                .isInstanceOfSatisfying(
                        LauncherException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOTHING_RUNNING))
                .hasMessageStartingWith("process " + pid + " does not answer, for 8 s now; ")
                .hasMessageContaining("stopped (SIGSTOP, or Ctrl-Z in its terminal)")
                .hasMessageContaining("'kill -CONT " + pid + "' lets it go on");
        assertThat(said).containsExactly("process " + pid + " does not answer yet");

        signal("-CONT", pid);
        open(Optional.of(pid)).close();
    }

    @Test
    void oneThatWasStoppedBeforeAnybodyAttachedIsNamedAsWell() throws Exception {
        long pid = start("/a");
        signal("-STOP", pid);

        Result status =
                Result.of(
                        new Surroundings(Path.of("nowhere"), Map.of(), false, false, connections),
                        "status",
                        "--pid",
                        String.valueOf(pid));

        assertThat(status.exitCode()).isEqualTo(ExitCode.NOTHING_RUNNING);
        assertThat(status.err())
                .startsWith("lastpath: process " + pid + " does not answer yet\n")
                .contains("'kill -CONT " + pid + "' lets it go on")
                .hasLineCount(2);
    }

    @Test
    void ofSeveralTheOneThatIsStoppedIsListedAndTheOtherAnswers() throws Exception {
        long healthy = start("/a");
        long stopped = start("/b");
        open(Optional.of(stopped)).close();
        signal("-STOP", stopped);

        assertThatThrownBy(() -> open(Optional.empty()))
                .isInstanceOfSatisfying(
                        LauncherException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("choose one with --pid: ")
                .hasMessageContaining(healthy + " (home /a)")
                .hasMessageContaining(stopped + " (does not answer)");
        assertThat(said).contains("process " + stopped + " does not answer yet");

        open(Optional.of(healthy)).close();
    }

    @Test
    void aCommandThatIsStoppedIsInNobodysWay() throws Exception {
        long command = start("/a", "--json", "watch");
        signal("-STOP", command);

        Throwable thrown = catchThrowable(() -> open(Optional.empty()).close());

        assertThat(said).noneMatch(each -> each.contains("" + command));
        assertThat(String.valueOf(thrown)).doesNotContain("" + command);
    }

    private RuntimeConnection open(Optional<Long> pid) {
        Optional<String> none = Optional.empty();
        return connections.open(
                new Target(pid, none, none, Optional.empty(), false, Optional.empty()), said::add);
    }

    private long start(String home, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-D" + Instance.HOME_PROPERTY + "=" + home,
                                "-cp",
                                Path.of("target", "test-classes").toString(),
                                MainStandIn.class.getName()));
        command.addAll(arguments.length == 0 ? List.of("run") : List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        assertThat(process.inputReader().readLine()).isEqualTo("here");
        return process.pid();
    }

    private static void signal(String signal, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", signal, "" + pid).start().waitFor()).isZero();
    }
}
