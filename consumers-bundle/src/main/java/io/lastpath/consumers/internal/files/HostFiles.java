// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a host, under a folder that stands for its {@code /}. Paths are relative to it and
 * begin without a slash. Opens regular files only, never a device, and in any folder but {@code /}
 * follows no link that leads out of it: what is there is of another host. Reads are bounded in
 * size; who reads bounds the time. Safe for use by several threads.
 */
public class HostFiles {

    /** No copy has it, whatever else of its process was recorded. */
    private static final String OF_A_RUNNING_KERNEL = "proc/self/stat";

    private static final Path OWN_ROOT = Path.of("/");
    private static final String OUTSIDE = "it leads out of the folder of the recorded host";
    private static final int ATTRIBUTE_BYTES = 64 * 1024;
    private static final int TABLE_BYTES = 32 * 1024 * 1024;
    private static final int ENTRIES = 200_000;
    private static final int TYPE_MASK = 0170000;
    private static final int BLOCK = 0060000;
    private static final int CHARACTER = 0020000;

    private final Path root;

    /**
     * The files under a folder.
     *
     * @param root the folder
     */
    public HostFiles(Path root) {
        this.root = root;
    }

    /** {@return the folder} */
    public Path root() {
        return root;
    }

    /** {@return the content of a small file} */
    public String attribute(String path) throws IOException {
        return read(path, ATTRIBUTE_BYTES);
    }

    /** {@return the content of a file that grows with the host} */
    public String table(String path) throws IOException {
        return read(path, TABLE_BYTES);
    }

    private String read(String path, int most) throws IOException {
        Path file = inside(at(path));
        if (!Files.isRegularFile(file)) {
            Files.readAttributes(file, "size"); // throws what is true where there is nothing
            throw new IOException("is no file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException("is larger than " + most + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** {@return the names in a folder, in no order} */
    public List<String> list(String path) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(inside(at(path)))) {
            for (Path entry : entries) {
                names.add(entry.getFileName().toString());
                if (names.size() > ENTRIES) {
                    throw new IOException("holds more than " + ENTRIES + " entries");
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /** {@return where a symbolic link leads, as it says} */
    public String link(String path) throws IOException {
        return Files.readSymbolicLink(inFolder(path)).toString();
    }

    /**
     * {@return whether there is something of that name, even a link that leads nowhere; true also
     * where that cannot be told}
     */
    public boolean exists(String path) {
        try {
            Files.readAttributes(
                    inFolder(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return !(e.getCause() instanceof InvalidPathException) && !isBelowAFile(path);
        }
    }

    private boolean isBelowAFile(String path) {
        Path above = root.resolve(path).getParent();
        return above != null && Files.isRegularFile(above);
    }

    private Path at(String path) throws IOException {
        try {
            return root.resolve(path);
        } catch (InvalidPathException e) {
            throw new IOException("is no path", e);
        }
    }

    /**
     * {@return whether it is a kernel that shows these files, and not a copy of what one showed}
     */
    public boolean areOfARunningKernel() {
        return exists(OF_A_RUNNING_KERNEL);
    }

    /** The last name may be that of a link that leads anywhere. */
    private Path inFolder(String path) throws IOException {
        Path file = at(path);
        inside(file.getParent());
        return file;
    }

    private Path inside(Path file) throws IOException {
        if (isOutside(file)) {
            throw new IOException(OUTSIDE);
        }
        return file;
    }

    private boolean isOutside(Path file) throws IOException {
        return !root.equals(OWN_ROOT) && !file.toRealPath().startsWith(root.toRealPath());
    }

    private static Map<String, Object> unix(Path file) throws IOException {
        try {
            return Files.readAttributes(file, "unix:mode,rdev");
        } catch (UnsupportedOperationException e) {
            throw new IOException("is where there are no nodes", e);
        }
    }

    /**
     * The node of a device. Immutable.
     *
     * @param isBlock whether it is that of a block device, not of a character device
     * @param number of the device, {@code major:minor}
     */
    public record Node(boolean isBlock, String number) {}

    /**
     * Finds out whether a file, or what a link leads to, is the node of a device. The device is not
     * opened.
     *
     * @param path the file or link
     * @return the node; empty for anything else
     * @throws java.nio.file.NoSuchFileException if it is not there, or not in a recorded host
     */
    public Optional<Node> node(String path) throws IOException {
        Path file = at(path);
        if (isOutside(file)) {
            throw new NoSuchFileException(file.toString(), null, OUTSIDE);
        }
        Map<String, Object> attributes = unix(file);
        int type = (Integer) attributes.get("mode") & TYPE_MASK;
        if (type != BLOCK && type != CHARACTER) {
            return Optional.empty();
        }
        long number = (Long) attributes.get("rdev");
        long major = number >> 8 & 0xfff | number >> 32 & ~0xfffL;
        long minor = number & 0xff | number >> 12 & ~0xffL;
        return Optional.of(new Node(type == BLOCK, major + ":" + minor));
    }
}
