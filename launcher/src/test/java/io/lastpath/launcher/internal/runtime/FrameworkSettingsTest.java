// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworkSettingsTest {

    @TempDir private Path temp;

    private Map<String, String> settings(boolean isScenario) throws IOException {
        Path distribution = Files.createDirectories(temp.resolve("dist"));
        Files.createDirectories(distribution.resolve("system"));
        Files.createDirectories(distribution.resolve("etc"));
        Home home = Home.prepare(distribution, temp.resolve("home"));
        return FrameworkSettings.of(
                home, 1, Optional.empty(), temp.resolve("journals"), isScenario);
    }

    /** The simulator asks for it by this name. */
    @Test
    void bundlesHearWhetherTheInstanceIsForAScenarioOnly() throws IOException {
        assertThat(settings(true)).containsEntry("lastpath.scenario.only", "true");
        assertThat(settings(false)).containsEntry("lastpath.scenario.only", "false");
    }
}
