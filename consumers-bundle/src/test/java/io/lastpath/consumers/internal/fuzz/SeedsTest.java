// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The seeds of the fuzzer, as they are and with random faults, break no parser. */
class SeedsTest {

    private static final long SEED = Long.getLong("lastpath.seed", System.nanoTime());
    private static final int FAULTS = 1_000;

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void noSeedAndNoFaultInOneBreaksAParser(FuzzTarget target) throws IOException {
        Random random = new Random(SEED);
        assertThat(target.seeds()).isNotEmpty();
        for (Path seed : target.seeds()) {
            byte[] data = Files.readAllBytes(seed);
            target.run.accept(data);
            for (int i = 0; i < FAULTS; i++) {
                tryOut(target, faulty(data, random));
            }
        }
    }

    private static void tryOut(FuzzTarget target, byte[] faulty) {
        try {
            target.run.accept(faulty);
        } catch (RuntimeException | AssertionError e) {
            String text = new String(faulty, StandardCharsets.ISO_8859_1);
            fail(target + ", seed " + SEED + ": " + text, e);
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
