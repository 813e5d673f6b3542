// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalInstancesTest {

    private static final List<Instance> OTHERS = List.of(new Instance(56, "/c"));

    @Test
    void theOnlyInstanceIsMeant() {
        assertThat(LocalInstances.only(List.of(new Instance(12, "/a")), () -> OTHERS))
                .isEqualTo(12);
    }

    @Test
    void withoutAnInstanceTheRemedyIsNamed() {
        assertThatThrownBy(() -> LocalInstances.only(List.of(), List::of))
                .isInstanceOfSatisfying(
                        LauncherException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOTHING_RUNNING))
                .hasMessageContaining("lastpath run");
    }

    @Test
    void instancesOfOtherUsersAreNamedAndNeverMeant() {
        assertThatThrownBy(() -> LocalInstances.only(List.of(), () -> OTHERS))
                .isInstanceOfSatisfying(
                        LauncherException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOTHING_RUNNING))
                .hasMessageContaining("of another user with --pid: 56 (home /c)");
    }

    @Test
    void ofSeveralInstancesOneHasToBeChosen() {
        assertThatThrownBy(
                        () ->
                                LocalInstances.only(
                                        List.of(new Instance(12, "/a"), new Instance(34, "/b")),
                                        () -> OTHERS))
                .isInstanceOfSatisfying(
                        LauncherException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("--pid: 12 (home /a), 34 (home /b)");
    }

    @Test
    void oneThatDoesNotAnswerIsNotPassedOverAndNotMeant() {
        Instance stopped = Instance.silent(12);

        assertThatThrownBy(() -> LocalInstances.only(List.of(stopped), () -> OTHERS))
                .isInstanceOfSatisfying(
                        LauncherException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOTHING_RUNNING))
                .hasMessageContaining("process 12 does not answer")
                .hasMessageContaining("'kill -CONT 12' lets it go on");
        assertThatThrownBy(
                        () ->
                                LocalInstances.only(
                                        List.of(stopped, new Instance(34, "/b")), () -> OTHERS))
                .isInstanceOfSatisfying(
                        LauncherException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("--pid: 12 (does not answer), 34 (home /b)");
    }

    private static RuntimeConnection open(long pid) {
        return new LocalInstances().open(Optional.of(pid), said -> {});
    }

    @Test
    void aProcessThatDoesNotExistIsNoInstance() {
        long none = 4_194_304; // above every pid_max

        assertThatThrownBy(() -> open(none))
                .isInstanceOfSatisfying(
                        LauncherException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOTHING_RUNNING))
                .hasMessageContaining("process 4194304 ");
    }

    @Test
    void ofAProcessOfAnotherUserItIsSaidWhoseItIsAndWhatToDo() {
        assertThat(LocalInstances.ofAnother(12, Optional.of("alice"), "bob"))
                .isEqualTo(
                        "process 12 is one of user alice, and user bob may not attach to it; run"
                                + " this as user alice or as root, or reach the instance by remote"
                                + " JMX with --jmx HOST:PORT");
        assertThat(LocalInstances.ofAnother(12, Optional.of("root"), "bob"))
                .contains("is one of user root", "run this as root, or");
        assertThat(LocalInstances.ofAnother(12, Optional.empty(), "bob"))
                .contains("is one of another user", "run this as root, or");
    }

    @Test
    void ofAProcessWithTheNumberOfOneThatHasEndedItIsSaidWhatThatLeftAndWhatToDo()
            throws Exception {
        Process other = new ProcessBuilder("sleep", "600").start();
        Path left = Path.of("/tmp/.java_pid" + other.pid());
        try {
            leave(left);

            assertThatThrownBy(() -> open(other.pid()))
                    .isInstanceOfSatisfying(
                            LauncherException.class,
                            e -> assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED))
                    .hasMessageStartingWith("process " + other.pid() + " cannot be attached to: ")
                    .hasMessageContaining(left + " may be of a process with that number that has")
                    .hasMessageContaining("remove it, and ask again without --pid")
                    .hasMessageEndingWith("by remote JMX with --jmx HOST:PORT");
        } finally {
            Files.deleteIfExists(left);
            other.destroyForcibly();
        }
    }

    /** A socket at which nobody listens any more, as a Java process that was killed leaves it. */
    private static void leave(Path socket) throws IOException {
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
        }
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void whatToDoNamesNoFileThatIsNotThere() {
        assertThat(LocalInstances.remedy(12, false))
                .startsWith("; 'ps -fp 12' tells what it is; ")
                .doesNotContain("java_pid");
    }
}
