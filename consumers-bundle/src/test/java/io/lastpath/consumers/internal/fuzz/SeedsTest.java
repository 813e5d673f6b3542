// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.fuzz;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The seeds of the fuzzer, as they are and with random faults, break no parser. */
class SeedsTest {

    private static final long SEED = Long.getLong("lastpath.seed", System.nanoTime());
    private static final int FAULTS = 1_000;

    static List<Path> seeds() throws IOException {
        Path folder =
                Path.of(System.getProperty("basedir", "."), "src/test/resources/fuzz/ParserFuzz");
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noFaultBreaksAParser(Path seed) throws IOException {
        byte[] data = Files.readAllBytes(seed);
        Random random = new Random(SEED);
        ParserFuzz.fuzzerTestOneInput(data);
        for (int i = 0; i < FAULTS; i++) {
            tryOut(faulty(data, random));
        }
    }

    private static void tryOut(byte[] faulty) {
        try {
            ParserFuzz.fuzzerTestOneInput(faulty);
        } catch (RuntimeException | AssertionError e) {
            fail("seed " + SEED + ": " + new String(faulty, StandardCharsets.ISO_8859_1), e);
        }
    }

    private static byte[] faulty(byte[] data, Random random) {
        int length = random.nextInt(3) == 0 ? random.nextInt(data.length + 1) : data.length;
        byte[] faulty = Arrays.copyOf(data, length);
        for (int faults = random.nextInt(4); faults > 0 && length > 0; faults--) {
            faulty[random.nextInt(length)] = (byte) random.nextInt(256);
        }
        return faulty;
    }
}
