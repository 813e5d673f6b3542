// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Where a library is that is configured by its name or its path. Stateless. */
final class LibraryFile {

    /** Where SunOS has the libraries of the system: those of 64 bits, and those of 32. */
    private static final List<String> WIDE = List.of("/lib/64", "/usr/lib/64");

    private static final List<String> NARROW = List.of("/lib", "/usr/lib");

    private LibraryFile() {}

    /**
     * Finds a library.
     *
     * @param name a path, or the name of a file among the libraries of the system
     * @return the file
     * @throws NoSuchFileException if there is none; the message is a sentence
     */
    static Path find(String name) throws NoSuchFileException {
        if (name.contains("/")) {
            Path file = path(name);
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException("there is no file " + file);
            }
            return file;
        }
        List<String> folders =
                "32".equals(System.getProperty("sun.arch.data.model")) ? NARROW : WIDE;
        for (String folder : folders) {
            Path file = path(folder + "/" + name);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new NoSuchFileException(
                "there is no "
                        + name
                        + " in "
                        + String.join(" or ", folders)
                        + ", so this host ("
                        + System.getProperty("os.name")
                        + ") has no libdevinfo");
    }

    private static Path path(String name) throws NoSuchFileException {
        try {
            return Path.of(name).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new NoSuchFileException("'" + name + "' is no file name");
        }
    }
}
