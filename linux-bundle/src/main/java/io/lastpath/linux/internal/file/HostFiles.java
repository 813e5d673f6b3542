// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.file;

import java.io.IOException;
import java.util.List;

/**
 * The files of a host, by the paths that they have on it. What is not there is a {@link
 * java.nio.file.NoSuchFileException}; every other failure is another {@link IOException}.
 */
public interface HostFiles {

    /** Most bytes of an attribute. */
    int ATTRIBUTE = 64 * 1024;

    /**
     * Reads a file. Its last component is never a link that is followed.
     *
     * @param path absolute, as on the host
     * @param most most bytes that it may have
     * @return its content; may be empty
     * @throws IOException if it cannot be read, or has more bytes
     */
    byte[] read(String path, int most) throws IOException;

    /**
     * Lists a folder.
     *
     * @param path absolute, as on the host
     * @return the names in it, in no particular order
     * @throws IOException if it cannot be listed
     */
    List<String> list(String path) throws IOException;

    /**
     * Reads a symbolic link.
     *
     * @param path absolute, as on the host
     * @return what it says, which may be relative
     * @throws IOException if it cannot be read
     */
    String link(String path) throws IOException;

    /**
     * Tells whether something is there, without opening it.
     *
     * @param path absolute, as on the host
     * @return whether it is there
     * @throws IOException if that cannot be found out
     */
    boolean exists(String path) throws IOException;

    /**
     * Tells a file from another that takes its place, without opening it.
     *
     * @param path absolute, as on the host
     * @return equal for as long as the same file is there; by default for ever
     * @throws IOException if that cannot be found out
     */
    default Object identity(String path) throws IOException {
        return path;
    }
}
