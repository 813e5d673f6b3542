// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * The folder that an instance works in, and the distribution that it runs.
 *
 * @param distribution holds {@code lib} and {@code system}; only read
 * @param folder holds {@code etc}, {@code deploy}, {@code data} and {@code log}; often the same
 */
public record Home(Path distribution, Path folder) {

    /** What an instance needs for its storage, at least. */
    private static final int PROBE_BYTES = 1 << 20;

    /**
     * Makes a home ready: folders that are missing are created, and so is each file of the
     * distribution's {@code etc}. What is there is left alone.
     *
     * @param distribution the distribution
     * @param folder the home
     * @return the home, with absolute paths
     * @throws LauncherException if the distribution is none, or the home cannot be written
     */
    public static Home prepare(Path distribution, Path folder) {
        if (!Files.isDirectory(distribution.resolve("system"))) {
            throw new LauncherException(
                    ExitCode.FAILED,
                    distribution + " is no Lastpath distribution: it has no folder 'system'");
        }
        Home home = new Home(distribution.toAbsolutePath(), folder.toAbsolutePath().normalize());
        try {
            home.createFolders();
        } catch (IOException e) {
            throw new LauncherException(
                    ExitCode.FAILED,
                    "the home "
                            + home.folder()
                            + " cannot be prepared ("
                            + e
                            + "); free some space, or name a writable folder with --home",
                    e);
        }
        return home;
    }

    /** {@return configuration files} */
    public Path etc() {
        return folder.resolve("etc");
    }

    /** {@return bundles dropped in by the administrator} */
    public Path deploy() {
        return folder.resolve("deploy");
    }

    /** {@return what instances keep} */
    public Path data() {
        return folder.resolve("data");
    }

    /** {@return the folder of log files} */
    public Path log() {
        return folder.resolve("log");
    }

    /** {@return the bundles of the distribution, in one folder for each start level} */
    public Path system() {
        return distribution.resolve("system");
    }

    private void createFolders() throws IOException {
        for (Path each : new Path[] {etc(), deploy(), data(), log()}) {
            Files.createDirectories(each);
        }
        copyMissingDefaults();
        if (!Files.isWritable(data())) {
            throw new IOException(data() + " is not writable");
        }
        probe();
    }

    /** On a full disk the framework would drop configurations, and go on with defaults. */
    private void probe() throws IOException {
        Path file = data().resolve("space.probe");
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            byte[] noise = new byte[PROBE_BYTES]; // zeros may take no space
            ThreadLocalRandom.current().nextBytes(noise);
            ByteBuffer bytes = ByteBuffer.wrap(noise);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new IOException(data() + " cannot take " + PROBE_BYTES + " bytes: " + e, e);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void copyMissingDefaults() throws IOException {
        try (Stream<Path> defaults = Files.list(distribution.resolve("etc"))) {
            for (Path file : defaults.toList()) {
                Path own = etc().resolve(file.getFileName());
                if (!Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
                    Files.copy(file, own);
                }
            }
        }
    }
}
