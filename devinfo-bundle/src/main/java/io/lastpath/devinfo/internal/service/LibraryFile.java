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

    private static final String SUNOS = "SunOS";
    private static final String OF_SUNOS = "libdevinfo.so.1";
    private static final String SETTING = "'library' of " + DevinfoComponent.PID;

    private LibraryFile() {}

    /**
     * Finds a library.
     *
     * @param name a path, or the name of a file among the libraries of the system
     * @return the file
     * @throws NoSuchFileException if there is none; the message is a sentence
     */
    static Path find(String name) throws NoSuchFileException {
        return find(name, System.getProperty("os.name"));
    }

    /** The same on another system. */
    static Path find(String name, String system) throws NoSuchFileException {
        if (name.isBlank()) {
            throw new NoSuchFileException(SETTING + " is empty; it names the library");
        }
        if (name.contains("/")) {
            Path file = path(name);
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(
                        "there is no file " + file + "; " + SETTING + " names it");
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
                "there is no " + name + " in " + String.join(" or ", folders) + why(name, system));
    }

    /** A host that is no SunOS has none; where it is looked for in vain otherwise, it is named. */
    private static String why(String name, String system) {
        return name.equals(OF_SUNOS) && !SUNOS.equals(system)
                ? ", so this host (" + system + ") has no libdevinfo"
                : "; " + SETTING + " names the library, or the file with its path";
    }

    private static Path path(String name) throws NoSuchFileException {
        try {
            return Path.of(name).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new NoSuchFileException(
                    "'" + name + "', which " + SETTING + " names, is no file name");
        }
    }
}
