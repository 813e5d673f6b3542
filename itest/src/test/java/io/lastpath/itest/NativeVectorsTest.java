// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.internal.snapshot.DevinfoLibrary;
import io.lastpath.devinfo.standin.StandInFile;
import io.lastpath.devinfo.standin.Topology;
import io.lastpath.mpxio.internal.vectors.Host;
import io.lastpath.mpxio.internal.vectors.Scenario;
import io.lastpath.mpxio.internal.vectors.ScenarioRun;
import java.io.IOException;
import java.nio.file.Path;
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

    static final Path FOLDER =
            Path.of(
                    System.getProperty(
                            "lastpath.vectors", "../mpxio-bundle/src/test/resources/vectors"));

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"group", "exact"})
    void everyScenarioAnswersAsRequired(String analysis) throws Exception {
        List<Scenario> all = Scenario.in(FOLDER);
        Path file = StandInFile.copyTo(folder);
        DevinfoLibrary library = DevinfoLibrary.load(file, () -> {});
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

    /** Shows devices through the native library. */
    private record StandInHost(Path file, DevinfoLibrary library)
            implements Host, DeviceTreeSource {

        @Override
        public DeviceTreeSource source() {
            return this;
        }

        @Override
        public void show(JsonNode devices) throws IOException {
            NativeHost.of(devices).writeFor(file);
        }

        @Override
        public void fail(JsonNode error) throws IOException {
            new Topology().failInit(error.get("errno").asInt()).writeFor(file);
        }

        @Override
        public DeviceTree snapshot() throws DeviceTreeException {
            return library.snapshot(() -> {});
        }

        @Override
        public String description() {
            return "the stand-in";
        }

        @Override
        public void addListener(DeviceTreeListener listener) {
            // Never changes by itself.
        }

        @Override
        public void removeListener(DeviceTreeListener listener) {
            // Never changes by itself.
        }
    }
}
