// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is opened has to be a file: a read of a pipe would never end. Stateless. */
final class PlainFile {

    private PlainFile() {}

    /**
     * Refuses what is there and is no file.
     *
     * @param file looked at and not opened
     * @throws IOException if it is a folder, a pipe, a socket or a device
     */
    static void check(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + " is no file; put one in its place");
        }
    }
}
