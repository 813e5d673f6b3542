// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.Reasons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
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
        return prepare(distribution, folder, "another folder with --home");
    }

    /** The same, for a home of a moment only. */
    static Home prepareTemporary(Path distribution, Path folder) {
        return prepare(
                distribution,
                folder,
                "another folder for temporary files with"
                        + " LASTPATH_JAVA_OPTS=-Djava.io.tmpdir=DIR");
    }

    private static Home prepare(Path distribution, Path folder, String another) {
        if (!Files.isDirectory(distribution.resolve("system"))) {
            throw new LauncherException(
                    ExitCode.FAILED,
                    distribution + " is no Lastpath distribution: it has no folder 'system'");
        }
        Home home = new Home(distribution.toAbsolutePath(), folder.toAbsolutePath().normalize());
        try {
            home.createFolders();
        } catch (IOException e) {
            String where = Reasons.where(e, home.folder());
            throw home.failed(where + ": " + Reasons.of(e) + home.remedy(e, another), e);
        }
        home.probe(another);
        return home;
    }

    private LauncherException failed(String why, IOException e) {
        return new LauncherException(
                ExitCode.FAILED, "the home " + folder + " cannot be prepared: " + why, e);
    }

    private String remedy(IOException e, String another) {
        if (e instanceof AccessDeniedException) {
            return "; give that user access, or name " + another;
        }
        boolean isNone = e instanceof NotDirectoryException;
        boolean isFile = isNone || e instanceof FileAlreadyExistsException;
        String where = isFile || !isReadOnly() ? "" : " that is on no read-only file system";
        return "; name " + another + where;
    }

    private boolean isReadOnly() {
        try {
            return Files.getFileStore(there()).isReadOnly();
        } catch (IOException e) {
            return false; // nobody knows
        }
    }

    /** {@return the home, or what is there of the way to it} */
    private Path there() {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
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

    /**
     * Lists the settings that something reads.
     *
     * @return the names of their files
     * @throws LauncherException if the distribution cannot be read
     */
    List<String> settings() {
        try (Stream<Path> defaults = Files.list(distribution.resolve("etc"))) {
            return defaults.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw failed(Reasons.where(e, distribution) + ": " + Reasons.of(e), e);
        }
    }

    private void createFolders() throws IOException {
        if (!Files.isDirectory(there())) {
            throw new NotDirectoryException(there().toString());
        }
        for (Path each : new Path[] {etc(), deploy(), data(), log()}) {
            Files.createDirectories(each);
        }
        copyMissingDefaults();
        if (!Files.isWritable(data())) {
            throw new AccessDeniedException(data().toString());
        }
    }

    /** On a full disk the framework would drop configurations, and go on with defaults. */
    private void probe(String another) {
        Path file = data().resolve("space.probe");
        try {
            fill(file);
        } catch (IOException e) {
            throw failed(
                    data()
                            + " cannot take "
                            + PROBE_BYTES
                            + " bytes: "
                            + Reasons.of(e)
                            + "; free some space, or name "
                            + another,
                    e);
        }
    }

    private static void fill(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            byte[] noise = new byte[PROBE_BYTES]; // zeros may take no space
            ThreadLocalRandom.current().nextBytes(noise);
            ByteBuffer bytes = ByteBuffer.wrap(noise);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
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
