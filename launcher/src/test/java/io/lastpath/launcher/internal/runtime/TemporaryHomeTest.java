// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TemporaryHomeTest {

    @TempDir private Path temp;

    /** What the test starts to live in a home until it is killed. */
    static final class Dweller {
        private Dweller() {}

        public static void main(String[] arguments) throws IOException {
            TemporaryHome home = new TemporaryHome(Path.of(arguments[0]));
            Files.writeString(home.folder().resolve("file"), "of a dweller");
            System.out.println(home.folder());
            System.in.read();
        }
    }

    private Process dweller() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Dweller.class.getName(),
                        temp.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAndWhatALivingOneHasStays() throws Exception {
        Process killed = dweller();
        Path left = Path.of(killed.inputReader().readLine());
        Process living = dweller();
        try {
            Path inUse = Path.of(living.inputReader().readLine());
            killed.destroyForcibly();
            assertThat(killed.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(left.resolve("file")).exists();

            try (TemporaryHome own = new TemporaryHome(temp)) {
                assertThat(left).doesNotExist();
                assertThat(inUse.resolve("file")).exists();
                try (TemporaryHome second = new TemporaryHome(temp)) {
                    assertThat(own.folder()).exists().isNotEqualTo(second.folder());
                }
            }
            assertThat(temp).isDirectoryContaining(inUse::equals);
        } finally {
            living.destroyForcibly();
            living.waitFor();
        }
    }

    @Test
    void whatMayBeSomebodyElsesStays() throws IOException {
        Path without = Files.createDirectory(temp.resolve("lastpath-home-1"));
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve(TemporaryHome.LOCK));
        Path link = Files.createSymbolicLink(temp.resolve("lastpath-home-2"), elsewhere);
        Path linked = Files.createDirectory(temp.resolve("lastpath-home-3"));
        Files.createSymbolicLink(
                linked.resolve(TemporaryHome.LOCK), elsewhere.resolve(TemporaryHome.LOCK));
        Path file = Files.writeString(temp.resolve("lastpath-home-4"), "a file");

        new TemporaryHome(temp).close();

        assertThat(temp)
                .isDirectoryContaining(without::equals)
                .isDirectoryContaining(link::equals)
                .isDirectoryContaining(linked::equals)
                .isDirectoryContaining(file::equals);
        assertThat(elsewhere.resolve(TemporaryHome.LOCK)).exists();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereThereIsNoRoomForItTheRemedyIsAnotherFolderForTemporaryFiles() throws IOException {
        Files.createDirectories(temp.resolve("distribution/system"));
        Files.createDirectories(temp.resolve("distribution/etc"));
        try (TemporaryHome home = new TemporaryHome(temp)) {
            Path data = Files.createDirectories(home.folder().resolve("data"));
            Files.createSymbolicLink(data.resolve("space.probe"), Path.of("/dev/full"));

            assertThatThrownBy(() -> home.prepare(temp.resolve("distribution")))
                    .hasMessageContaining("No space left on device; free some space")
                    .hasMessageEndingWith(
                            "name another folder for temporary files with"
                                    + " LASTPATH_JAVA_OPTS=-Djava.io.tmpdir=DIR");
        }
    }
}
