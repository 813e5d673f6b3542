// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What modules remember of a time at which the host could not be read. */
class BlindModulesTest extends HostInUse {

    @BeforeEach
    void registered() {
        mounted("/srv");
        filesys.register(coordinator.open());
        coordinator.calls.clear();
    }

    private Path folder(String name) {
        return host.root().resolve(name);
    }

    private void blind() throws IOException {
        Files.move(folder("sys"), folder("sys.gone"));
    }

    private void see() throws IOException {
        Files.move(folder("sys.gone"), folder("sys"));
    }

    @Test
    void aModuleThatCouldNotRegisterSaysSoUntilItCould() throws IOException {
        assertThat(filesys.isBlind()).isFalse();

        blind();
        assertThatThrownBy(() -> filesys.register(coordinator.open())).isNotNull();
        assertThat(filesys.isBlind()).isTrue();

        see();
        filesys.register(coordinator.open());
        assertThat(filesys.isBlind()).isFalse();
    }

    @Test
    void aDiskOfWhichItCouldNotTellIsRegisteredAnewThoughItSaysTheSameAgain() throws IOException {
        blind();
        assertThat(info(filesys, ONE).error()).contains("cannot be listed");
        see();

        assertThat(hasToRegister(filesys)).isTrue();
        filesys.register(coordinator.open());
        assertThat(coordinator.calls).containsExactly("unregister " + ONE, "register " + ONE);
        assertThat(hasToRegister(filesys)).isFalse();

        coordinator.calls.clear();
        filesys.register(coordinator.open());
        assertThat(coordinator.calls).as("only once").doesNotContain("unregister " + ONE);
    }

    @Test
    void aDiskThatItIsNotRegisteredForIsNotRememberedSo() throws IOException {
        blind();
        info(filesys, TWO);

        assertThat(filesys.speaksFor(TWO)).isFalse();
    }
}
