// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.management.ScenarioCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check as the launcher finds it in the jar. */
class ScenarioCheckTest {

    @TempDir private Path folder;

    private final ScenarioCheck check =
            ServiceLoader.load(ScenarioCheck.class).findFirst().orElseThrow();

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("host.json"), text).toString();
    }

    @Test
    void aFlawIsNamedWithItsFileLineAndColumn() throws IOException {
        String file = file("{\n  \"devices\": {\n    \"clients\": [ 7 ]\n  }\n}\n");

        assertThat(check.flaw(file))
                .contains(file + ":3:18: devices.clients[0] is a number, but must be an object");
    }

    @Test
    void aScenarioHasNone() throws IOException {
        String client = "{ \"path\": \"/disk1\" }";

        assertThat(check.flaw(file("{ \"devices\": { \"clients\": [ " + client + " ] } }")))
                .isEmpty();
    }
}
