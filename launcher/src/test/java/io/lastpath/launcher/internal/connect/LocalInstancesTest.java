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
}
