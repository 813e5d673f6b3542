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

    @Test
    void theOnlyInstanceIsMeant() {
        assertThat(LocalInstances.only(List.of(new Instance(12, "/a")))).isEqualTo(12);
    }

    @Test
    void withoutAnInstanceTheRemedyIsNamed() {
        assertThatThrownBy(() -> LocalInstances.only(List.of()))
                .isInstanceOfSatisfying(
                        LauncherException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOTHING_RUNNING))
                .hasMessageContaining("lastpath run");
    }

    @Test
    void ofSeveralInstancesOneHasToBeChosen() {
        assertThatThrownBy(
                        () ->
                                LocalInstances.only(
                                        List.of(new Instance(12, "/a"), new Instance(34, "/b"))))
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
