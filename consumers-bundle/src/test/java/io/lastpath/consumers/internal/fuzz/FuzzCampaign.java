// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Has Jazzer look for inputs that break a parser, guided by coverage, in a process of its own; run
 * by the profile {@code fuzz}. What it finds stays in {@code target/fuzz}.
 */
class FuzzCampaign {

    private static final int PARSERS = 10;
    private static final int SECONDS = PARSERS * Integer.getInteger("lastpath.fuzz.seconds", 60);

    @TempDir private Path corpus;

    @Test
    void noInputBreaksAParser() throws Exception {
        Path found = Files.createDirectories(Path.of("target", "fuzz"));
        Process jazzer =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx512m",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "com.code_intelligence.jazzer.Jazzer",
                                        "--target_class=" + ParserFuzz.class.getName(),
                                        "--instrumentation_includes=io.lastpath.consumers.**",
                                        "--reproducer_path=" + found,
                                        "-artifact_prefix=" + found + "/",
                                        "-max_total_time=" + SECONDS,
                                        corpus.toString(),
                                        "src/test/resources/fuzz/ParserFuzz"))
                        .inheritIO()
                        .start();

        assertThat(jazzer.waitFor())
                .as("0 unless Jazzer found something, which is in %s", found)
                .isZero();
    }
}
