// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastpath.engine.internal.model.HistoryCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories in which the coordinator and the model have differed once, made short. */
class KnownHistoriesTest {

    static Stream<Path> histories() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/histories"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void whatDifferedOnceDoesSoNoMore(Path file) throws IOException {
        ObjectNode history = (ObjectNode) new ObjectMapper().readTree(file.toFile());
        HistoryCheck check =
                new HistoryCheck(one -> ObservedReplay.run(one, clock -> new MemoryStore()));

        assertThat(check.difference(history)).isEmpty();
    }
}
