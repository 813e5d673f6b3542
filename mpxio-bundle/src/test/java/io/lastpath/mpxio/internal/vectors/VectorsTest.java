// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every scenario of the vectors under both analyses. The folder may be given by {@code
 * -Dlastpath.vectors=DIR}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VectorsTest {

    private static final String FOLDER =
            System.getProperty("lastpath.vectors", "src/test/resources/vectors");

    private int scenarios;
    private int steps;
    private int failures;

    @TestFactory
    Stream<DynamicTest> everyScenarioAnswersAsRequired() throws IOException {
        List<Scenario> all = Scenario.in(Path.of(FOLDER));
        scenarios = all.size();
        return Stream.of("group", "exact")
                .flatMap(
                        analysis ->
                                all.stream()
                                        .map(
                                                scenario ->
                                                        DynamicTest.dynamicTest(
                                                                analysis + " " + scenario.name(),
                                                                () -> check(scenario, analysis))));
    }

    private void check(Scenario scenario, String analysis) throws IOException {
        ScenarioRun run = new ScenarioRun(scenario, analysis, new ListedHost()).play();
        steps += run.steps();
        failures += run.failures().size();
        assertThat(run.failures()).as("%s: %s", scenario.file(), scenario.name()).isEmpty();
    }

    @Test
    void nothingIsMissingFromTheFolder() throws IOException {
        List<Scenario> all = Scenario.in(Path.of(FOLDER));
        if (System.getProperty("lastpath.vectors") == null) {
            assertThat(all).hasSize(503);
        } else {
            assertThat(all).isNotEmpty();
        }
    }

    @AfterAll
    void count() {
        System.out.printf(
                "Vectors in %s: %d scenarios under both analyses, %d steps, %d failures%n",
                FOLDER, scenarios, steps, failures);
    }
}
