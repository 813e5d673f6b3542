// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each parser takes its seeds and what a few thousand random changes make of them. */
class FuzzSeedsTest {

    private static final int CHANGES = 500;

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void noSeedAndNoChangeOfOneBreaksAParser(FuzzTarget target) throws Exception {
        long seed = Long.getLong("lastpath.seed", System.nanoTime());
        System.out.println(target + " seed " + seed);
        Random random = new Random(seed);

        assertThat(target.seeds()).isNotEmpty();
        for (Path file : target.seeds()) {
            byte[] content = Files.readAllBytes(file);
            target.run.accept(content);
            for (int i = 0; i < CHANGES; i++) {
                target.run.accept(changed(content, random));
            }
        }
    }

    private static byte[] changed(byte[] content, Random random) {
        byte[] bytes = java.util.Arrays.copyOf(content, random.nextInt(content.length + 1));
        for (int i = random.nextInt(8); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
