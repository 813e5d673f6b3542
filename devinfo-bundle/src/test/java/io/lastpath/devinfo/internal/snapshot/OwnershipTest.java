// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the process tells from outside: memory, checks of the JVM, and how it ends. */
class OwnershipTest {

    private static final int ROUNDS = 10_000;
    private static final long ONE_MIB = 1024;

    /** Memory that is not the adapter's stays as it is: the heap is touched, compilers are few. */
    private static final List<String> STEADY =
            List.of(
                    "-Xcheck:jni",
                    "-Xms64m",
                    "-Xmx64m",
                    "-XX:+AlwaysPreTouch",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1");

    @TempDir Path folder;

    @Test
    void tenThousandWalksAndTenThousandFailuresLeaveNoMemoryAndNothingToTheJnisCheck()
            throws Exception {
        Path errors = folder.resolve("errors");
        try (ChildProcess soak =
                ChildProcess.start(Soak.class, errors, STEADY, folder.toString(), "" + ROUNDS)) {
            BufferedReader out = soak.process().inputReader();
            skipWhatIsSaidOfJnaBeingLoaded(out);
            go(soak);
            long warm = residentAfter("warm", out, soak);
            long walked = residentAfter("walked", out, soak);
            long thrown = residentAfter("thrown", out, soak);

            assertThat(walked - warm).as("KiB after %d walks", ROUNDS).isLessThan(ONE_MIB);
            assertThat(thrown - walked).as("KiB after %d failures", ROUNDS).isLessThan(ONE_MIB);
            assertThat(out.lines()).isEmpty();
            assertThat(soak.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(soak.process().exitValue()).isZero();
            assertThat(errors).isEmptyFile();
        }
    }

    /** JNA's own start is not clean: two warnings of the JVM, before anything of ours runs. */
    private static void skipWhatIsSaidOfJnaBeingLoaded(BufferedReader out) throws IOException {
        String line = out.readLine();
        while (!line.equals("loaded 0 0")) {
            assertThat(line).containsAnyOf("WARNING", "\tat ", "\t- locked");
            line = out.readLine();
        }
    }

    private static void go(ChildProcess soak) throws IOException {
        soak.process().outputWriter().append('\n').flush();
    }

    private static long residentAfter(String part, BufferedReader out, ChildProcess soak)
            throws Exception {
        assertThat(out.readLine()).isEqualTo(part + " 0 0");
        long resident = soak.residentKiB();
        go(soak);
        return resident;
    }

    @ParameterizedTest
    @CsvSource({
        "double di_fini, di_fini",
        "use after di_fini, di_child_node",
        "double di_fini with another open, di_fini",
        "stale handle with another open, di_sibling_node",
        "double free, di_devfs_path_free",
        "other flags, di_init"
    })
    void theStandInEndsWhoeverCallsItInAWrongOrder(String mistake, String call) throws Exception {
        Path errors = folder.resolve("errors");
        List<String> flags = List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null");
        try (ChildProcess misuse =
                ChildProcess.start(Misuse.class, errors, flags, folder.toString(), mistake)) {
            assertThat(misuse.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(misuse.process().exitValue()).isEqualTo(128 + 6); // SIGABRT
            assertThat(Files.readString(errors)).contains("libdevinfo stand-in: " + call + ":");
        }
    }
}
