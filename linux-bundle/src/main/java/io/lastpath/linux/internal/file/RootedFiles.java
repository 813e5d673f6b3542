// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The files below a folder that stands for the host's root. Opens regular files only, never a pipe
 * or a device. Safe for use by several threads.
 */
public final class RootedFiles implements HostFiles {

    private static final Set<? extends java.nio.file.OpenOption> OPEN =
            Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /** What an attribute of sysfs has at most, so that most files take a single read. */
    private static final int PAGE = 4096;

    /** Most names in one folder: more of them are not a host that anybody has. */
    private static final int MOST_NAMES = 1_000_000;

    private final Path root;

    /**
     * Looks below a folder.
     *
     * @param root the host's root
     */
    public RootedFiles(Path root) {
        this.root = root.toAbsolutePath();
    }

    @Override
    public byte[] read(String path, int most) throws IOException {
        Path file = at(path);
        if (!isFile(file)) {
            throw new FileSystemException(path, null, "that is no file");
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file, OPEN)) {
            ByteBuffer buffer = ByteBuffer.allocate(Math.min(most, PAGE - 1) + 1);
            // The kernel hands out an attribute in one piece: less than asked for is all there is.
            while (channel.read(buffer) > 0 && !buffer.hasRemaining()) {
                if (buffer.capacity() > most) {
                    throw new FileSystemException(path, null, "has more than " + most + " bytes");
                }
                long grown = Math.min(most + 1L, buffer.capacity() * 4L);
                buffer = ByteBuffer.allocate((int) grown).put(buffer.flip());
            }
            return Arrays.copyOf(buffer.array(), buffer.position());
        }
    }

    /** To open a pipe would hang, and to open a device would not be looking only. */
    private static boolean isFile(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isRegularFile();
    }

    @Override
    public List<String> list(String path) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(at(path))) {
            for (Path entry : entries) {
                names.add(entry.getFileName().toString());
                if (names.size() > MOST_NAMES) {
                    throw new FileSystemException(path, null, "has too many entries");
                }
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    @Override
    public String link(String path) throws IOException {
        return Files.readSymbolicLink(at(path)).toString();
    }

    @Override
    public boolean exists(String path) throws IOException {
        try {
            Files.readAttributes(at(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public Object identity(String path) throws IOException {
        Object key =
                Files.readAttributes(at(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .fileKey();
        return key == null ? path : key; // not every file system knows one
    }

    private Path at(String path) {
        return root.resolve(path.substring(1));
    }
}
