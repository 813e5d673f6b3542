// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The stand-in library that the build has compiled. */
public final class StandInFile {

    private StandInFile() {}

    /** Copies it, without a topology: a copy has counters of its own. */
    public static Path copyTo(Path folder) throws IOException {
        Path built = Path.of(System.getProperty("lastpath.standin"));
        return Files.copy(built, folder.resolve("libdevinfo.so.1"));
    }
}
