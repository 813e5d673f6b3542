// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/scenario.md} true. */
class ScenarioPageTest {

    private static final Path PAGE = Path.of("..", "docs", "scenario.md");
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ERROR = Pattern.compile("\\| `(\\{.*)` \\| `FILE(:.*)` \\|\n");

    @Test
    void theExampleIsAScenarioInTheLayoutOfSavedOnes() throws Exception {
        List<MatchResult> examples = find(EXAMPLE);
        assertThat(examples).hasSize(1);
        byte[] text = examples.get(0).group(1).getBytes(StandardCharsets.UTF_8);

        Scenario scenario = ScenarioReader.read("example", text);

        assertThat(scenario.size()).isEqualTo("2 clients, 3 paths and 2 consumers");
        assertThat(ScenarioWriter.write(scenario)).isEqualTo(text);
    }

    @Test
    void eachErrorIsWhatIsReallySaid() throws IOException {
        List<MatchResult> errors = find(ERROR);
        assertThat(errors).hasSizeGreaterThan(8);
        for (MatchResult error : errors) {
            byte[] text = error.group(1).getBytes(StandardCharsets.UTF_8);

            assertThatThrownBy(() -> ScenarioReader.read("FILE", text))
                    .hasMessage("FILE" + error.group(2));
        }
    }

    @Test
    void everyRecordingIsListed() throws IOException {
        String page = Files.readString(PAGE);

        for (String name : ScenarioStore.recordings()) {
            assertThat(page).contains("| `" + name + "` |");
        }
    }

    private static List<MatchResult> find(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(PAGE)).results().toList();
    }
}
