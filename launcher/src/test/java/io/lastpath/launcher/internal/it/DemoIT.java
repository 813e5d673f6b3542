// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.launcher.internal.command.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README shows what the demo prints: it has to be the same, each time. */
class DemoIT {

    @Test
    void theDemoPrintsWhatTheReadmeShows() throws Exception {
        Result demo = RuntimeProcess.runScript("demo");

        assertThat(demo.out()).isEqualTo(expected());
        assertThat(demo.err()).isEmpty();
        assertThat(demo.exitCode()).isZero();
    }

    @Test
    void theReadmeShowsIt() throws IOException {
        assertThat(Files.readString(Path.of("..", "README.md")))
                .contains("```\n" + expected() + "```\n");
    }

    private static String expected() throws IOException {
        try (InputStream in = DemoIT.class.getResourceAsStream("/demo.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
