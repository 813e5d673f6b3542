// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that goes away with all that is in it. */
public final class TemporaryHome implements AutoCloseable {

    private final Path folder;

    /**
     * Makes the folder.
     *
     * @throws IOException if it cannot be made
     */
    public TemporaryHome() throws IOException {
        folder = Files.createTempDirectory("lastpath-home-");
    }

    /** {@return the folder} */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        }
    }
}
