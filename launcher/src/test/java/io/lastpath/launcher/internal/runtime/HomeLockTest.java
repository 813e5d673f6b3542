// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {

    @TempDir private Path folder;

    @Test
    void aSecondOneIsToldWhoHoldsTheHome() throws IOException {
        Home home = home();
        HomeLock lock = HomeLock.take(home);
        try {
            assertThatThrownBy(() -> HomeLock.take(home))
                    .hasMessageContaining(
                            "is in use by process " + ProcessHandle.current().pid() + ";");
        } finally {
            lock.close();
        }
    }

    @Test
    void aLockThatWasReleasedOrLeftBehindDoesNotHinder() throws IOException {
        Home home = home();
        Files.writeString(home.data().resolve("lastpath.lock"), "999999\n");
        HomeLock.take(home).close();

        assertThatCode(() -> HomeLock.take(home).close()).doesNotThrowAnyException();
    }

    private Home home() throws IOException {
        Home home = new Home(folder, folder);
        Files.createDirectories(home.data());
        return home;
    }
}
