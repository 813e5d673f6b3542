// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
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
    void aProcessThatDoesNotExistIsNoInstance() {
        long none = 4_194_304; // above every pid_max

        assertThatThrownBy(() -> LocalInstances.open(Optional.of(none)))
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
}
