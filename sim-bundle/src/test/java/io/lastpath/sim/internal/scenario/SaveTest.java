// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveTest {

    @TempDir Path directory;

    /** Started in a process of its own, whose files cannot grow. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws ScenarioException {
            try {
                ScenarioStore.write(ScenarioStore.read("four-hba"), arguments[0]);
                System.out.println("written");
            } catch (ScenarioException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void aFullDiskLeavesTheOldFileWholeAndNothingElse() throws Exception {
        Path file = Files.writeString(directory.resolve("host.json"), "what was there");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        // The scenario has some 5,000 bytes, of which 4,096 fit: a write in the middle fails.
        Process child =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                "ulimit -f 4 && exec \"$@\"",
                                "child",
                                java,
                                "-XX:-UsePerfData",
                                "-Xshare:auto",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Child.class.getName(),
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(said.strip())
                .isEqualTo(file + ": not written: File too large; what was there is as it was");
        assertThat(Files.readString(file)).isEqualTo("what was there");
        assertThat(names()).containsExactly("host.json");
    }

    @Test
    void aNewFileAppearsAlone() throws Exception {
        ScenarioStore.write(ScenarioStore.read("nvme"), directory.resolve("new.json").toString());

        assertThat(names()).containsExactly("new.json");
    }

    @Test
    void anExistingFileKeepsItsPermissions() throws Exception {
        Path file = Files.writeString(directory.resolve("host.json"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));

        ScenarioStore.write(ScenarioStore.read("nvme"), file.toString());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw----");
        assertThat(ScenarioStore.read(file.toString())).isEqualTo(ScenarioStore.read("nvme"));
    }

    @Test
    void aLinkStaysALink() throws Exception {
        Path file = Files.writeString(directory.resolve("host.json"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link.json"), Path.of("host.json"));

        ScenarioStore.write(ScenarioStore.read("nvme"), link.toString());

        assertThat(link).isSymbolicLink();
        assertThat(ScenarioStore.read(file.toString())).isEqualTo(ScenarioStore.read("nvme"));
    }

    @Test
    void aMissingDirectoryIsNamed() throws Exception {
        Path file = directory.resolve("no/such/file.json");
        Scenario scenario = ScenarioStore.read("nvme");

        assertThatThrownBy(() -> ScenarioStore.write(scenario, file.toString()))
                .hasMessage(
                        file
                                + ": not written: there is no directory "
                                + file.getParent()
                                + "; make it first; what was there is as it was");
        Files.writeString(directory.resolve("no"), "");
        assertThatThrownBy(() -> ScenarioStore.write(scenario, directory + "/no/file.json"))
                .hasMessageContaining("/no is no directory; name a file in one; what");
    }

    @Test
    void aDirectoryInWhichNoFileCanBeMadeIsNamed() throws Exception {
        Scenario scenario = ScenarioStore.read("nvme");

        assertThatThrownBy(() -> ScenarioStore.write(scenario, "/proc/x.json"))
                .hasMessage(
                        "/proc/x.json: not written: no file can be made in /proc; what was there is"
                                + " as it was");
    }

    @Test
    void aDirectoryAndADeviceAreNotReplaced() throws Exception {
        Scenario scenario = ScenarioStore.read("nvme");

        assertThatThrownBy(() -> ScenarioStore.write(scenario, directory.toString()))
                .hasMessage(
                        directory
                                + ": not written: that is a directory; name a file in it; what was"
                                + " there is as it was");
        assertThatThrownBy(() -> ScenarioStore.write(scenario, "/dev/full"))
                .hasMessage(
                        "/dev/full: not written: that is no regular file; what was there is as it"
                                + " was");
    }

    @Test
    void aRecordingIsNotHiddenByAFile() throws Exception {
        Scenario scenario = ScenarioStore.read("nvme");

        assertThatThrownBy(() -> ScenarioStore.write(scenario, "four-hba"))
                .hasMessage(
                        "four-hba: not written, since that is the name of a recording; ./four-hba"
                                + " is a file");
        assertThat(new File("four-hba")).doesNotExist();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
        }
    }
}
