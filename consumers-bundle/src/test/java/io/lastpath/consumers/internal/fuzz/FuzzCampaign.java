// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Has Jazzer look for inputs that break a parser, guided by coverage, each parser in a process of
 * its own; run by the profile {@code fuzz}. What it finds stays in {@code target/fuzz}.
 */
class FuzzCampaign {

    private static final String SECONDS = System.getProperty("lastpath.fuzz.seconds", "60");

    @TempDir private Path corpus;

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void noInputBreaksAParser(FuzzTarget target) throws Exception {
        Path found = Files.createDirectories(Path.of("target", "fuzz", target.name()));
        Process jazzer =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx512m",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "com.code_intelligence.jazzer.Jazzer",
                                        "--target_class=" + target.type.getName(),
                                        "--instrumentation_includes=io.lastpath.consumers.**",
                                        "--reproducer_path=" + found,
                                        "-artifact_prefix=" + found + "/",
                                        "-max_total_time=" + SECONDS,
                                        corpus.toString(),
                                        target.seedFolder().toString()))
                        .inheritIO()
                        .start();
        assertThat(jazzer.waitFor())
                .as("%s: 0 unless Jazzer found something, which is in %s", target, found)
                .isZero();
    }
}
