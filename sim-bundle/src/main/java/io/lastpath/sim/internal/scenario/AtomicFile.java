// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Replaces a file as a whole or not at all, whenever the power fails. Stateless. */
final class AtomicFile {

    private AtomicFile() {}

    static void write(Path file, byte[] content) throws IOException {
        // Through a symbolic link, so that the link stays one.
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new FileSystemException(
                    file.toString(), null, "that is a directory; name a file in it");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new FileSystemException(file.toString(), null, "that is no regular file");
        }
        Path directory = target.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            boolean other = directory != null && Files.exists(directory);
            throw new FileSystemException(
                    file.toString(),
                    null,
                    other
                            ? directory + " is no directory; name a file in one"
                            : "there is no directory " + directory + "; make it first");
        }
        Path written = directory.resolve(".lastpath-" + UUID.randomUUID() + ".tmp");
        try {
            create(written);
            writeDurably(written, content);
            copyPermissions(target, written);
            Files.move(
                    written,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
        // The new name is safe only once the directory is on the disk as well.
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Some file systems of the kernel have directories in which no file can be made. */
    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (NoSuchFileException e) {
            throw new FileSystemException(
                    file.toString(), null, "no file can be made in " + file.getParent());
        } catch (AccessDeniedException e) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "permission denied in "
                            + file.getParent()
                            + " for user "
                            + System.getProperty("user.name")
                            + ", as whom this instance runs; name a file elsewhere");
        }
    }

    private static void writeDurably(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        if (Files.exists(from)
                && from.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        }
    }

    /** {@return why a file could not be read or written, in words, without its name} */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "it is gone";
        }
        if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return e.getMessage();
    }
}
