// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.internal.snapshot.DevinfoLibrary;
import io.lastpath.devinfo.standin.StandInFile;
import io.lastpath.mpxio.internal.vectors.Scenario;
import io.lastpath.mpxio.internal.vectors.ScenarioRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The vectors of the multipath module once more, with every tree written for the stand-in library
 * and read through JNA.
 */
class NativeVectorsTest {

    private static final String IN_TREE = "../mpxio-bundle/src/test/resources/vectors";
    static final Path FOLDER = Path.of(System.getProperty("lastpath.vectors", IN_TREE));
    static final boolean ARE_IN_TREE = FOLDER.equals(Path.of(IN_TREE));

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"group", "exact"})
    void everyScenarioAnswersAsRequired(String analysis) throws Exception {
        List<Scenario> all = Scenario.in(FOLDER);
        Path file = StandInFile.copyTo(folder);
        DevinfoLibrary library = DevinfoLibrary.load(file, Duration.ofSeconds(20)).orElseThrow();
        List<String> failures = new ArrayList<>();
        int steps = 0;
        try {
            for (Scenario scenario : all) {
                ScenarioRun run =
                        new ScenarioRun(scenario, analysis, new StandInHost(file, library)).play();
                run.failures().forEach(each -> failures.add(scenario.name() + ": " + each));
                steps += run.steps();
            }
        } finally {
            library.unload();
        }

        assertThat(failures).isEmpty();
        assertThat(steps).isGreaterThan(all.size());
    }
}
