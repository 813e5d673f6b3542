// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir private Path temp;
    private Path distribution;

    @BeforeEach
    void unpack() throws IOException {
        distribution = Files.createDirectories(temp.resolve("dist"));
        Files.createDirectories(distribution.resolve("system"));
        Files.createDirectories(distribution.resolve("etc"));
        Files.writeString(distribution.resolve("etc/a.cfg"), "default");
    }

    @Test
    void aNewHomeGetsItsFoldersAndTheDefaultConfiguration() {
        Home home = Home.prepare(distribution, temp.resolve("new/home"));

        assertThat(home.etc().resolve("a.cfg")).hasContent("default");
        assertThat(home.deploy()).isEmptyDirectory();
        assertThat(home.data()).isEmptyDirectory();
        assertThat(home.log()).isEmptyDirectory();
    }

    @Test
    void aConfigurationThatIsThereIsLeftAloneAndWhatItLacksIsCreated() throws IOException {
        Files.writeString(distribution.resolve("etc/logback.xml"), "default");
        Path etc = Files.createDirectories(temp.resolve("home/etc"));
        Files.writeString(etc.resolve("a.cfg"), "mine");
        Files.writeString(etc.resolve("jmx.passwords"), "mine");

        Home.prepare(distribution, temp.resolve("home"));

        assertThat(etc.resolve("a.cfg")).hasContent("mine");
        assertThat(etc.resolve("jmx.passwords")).hasContent("mine");
        assertThat(etc.resolve("logback.xml")).hasContent("default");
    }

    @Test
    void aHomeThatCannotBeMadeIsNamedWithTheReason() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertThatThrownBy(() -> Home.prepare(distribution, file))
                .hasMessage(
                        "the home "
                                + file
                                + " cannot be prepared: "
                                + file
                                + ": that is no folder; name another folder with --home");
        assertThatThrownBy(() -> Home.prepare(distribution, file.resolve("a/b")))
                .hasMessageContaining("cannot be prepared: " + file + ": that is no folder; name");
    }

    @Test
    void aFileInThePlaceOfAFolderOfTheHomeIsNamed() throws IOException {
        Path log =
                Files.writeString(Files.createDirectories(temp.resolve("home")).resolve("log"), "");

        assertThatThrownBy(() -> Home.prepare(distribution, temp.resolve("home")))
                .hasMessageEndingWith(log + ": that is no folder; name another folder with --home");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aHomeThatNobodyCanWriteToNamesNoClassAndFreesNoSpace() {
        assertThatThrownBy(() -> Home.prepare(distribution, Path.of("/sys/lastpath")))
                .hasMessageStartingWith(
                        "the home /sys/lastpath cannot be prepared: /sys/lastpath: ")
                .hasMessageContaining("--home")
                .message()
                .doesNotContain("Exception", "java.", "space");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aHomeOnAFullDiskIsNoHomeAndTheReasonIsSaid() throws IOException {
        Path data = Files.createDirectories(temp.resolve("home/data"));
        Files.createSymbolicLink(data.resolve("space.probe"), Path.of("/dev/full"));

        assertThatThrownBy(() -> Home.prepare(distribution, temp.resolve("home")))
                .hasMessageContaining(data + " cannot take 1048576 bytes")
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("free some space");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void aFolderWithoutBundlesIsNoDistribution() {
        assertThatThrownBy(() -> Home.prepare(temp, temp.resolve("home")))
                .hasMessage(temp + " is no Lastpath distribution: it has no folder 'system'");
    }
}
