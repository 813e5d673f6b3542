// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.runtime.ScenarioFlaws;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A scenario that is not there is said to be so before anything is started or made. */
class RunScenarioTest {

    @TempDir private Path temp;

    private Result run(String scenario) throws IOException {
        Path jars = Files.createDirectories(temp.resolve("dist/system/5"));
        jar(jars.resolve("sim.jar"), "recordings/four-hba.json");
        Files.writeString(jars.resolve("broken.jar"), "no jar");
        Path deploy = Files.createDirectories(temp.resolve("home/deploy"));
        jar(deploy.resolve("other.jar"), "recordings/of-a-friend.json");
        Surroundings here =
                new Surroundings(
                        temp.resolve("dist"),
                        Map.of(),
                        false,
                        false,
                        (target, say) -> {
                            throw new LauncherException(ExitCode.NOTHING_RUNNING, "nothing runs");
                        });
        String home = temp.resolve("home").toString();
        return Result.of(here, "run", "--home", home, "--scenario", scenario);
    }

    private static void jar(Path file, String entry) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream jar = new ZipOutputStream(out)) {
            jar.putNextEntry(new ZipEntry(entry));
        }
    }

    @Test
    void aNameThatIsNeitherFileNorRecordingEndsWithTheNamesThatThereAre() throws IOException {
        Result result = run("nope");

        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err())
                .contains("--scenario nope: there is no such file in ", "nor a recording")
                .contains("name a scenario file", "one of the recordings four-hba, of-a-friend")
                .hasLineCount(1);
        assertThat(temp.resolve("home/data")).doesNotExist();
    }

    @Test
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void whatIsNamedAsAJarAndIsNoneIsNotOpened() throws Exception {
        Path deploy = Files.createDirectories(temp.resolve("home/deploy"));
        String pipe = deploy.resolve("pipe.jar").toString();
        assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();

        assertThat(run("nope").err()).contains("one of the recordings four-hba, of-a-friend");

        Path scenario = Files.writeString(temp.resolve("a.json"), "{}");
        assertThat(ScenarioFlaws.of(scenario, deploy)).isEmpty();
    }

    @Test
    void aFolderIsNoScenario() throws IOException {
        Result result = run(temp.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("--scenario " + temp + ": is a folder; name a scenario");
        assertThat(temp.resolve("home/data")).doesNotExist();
    }
}
