// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the DR requests of a host outlive an instance. Those on an invented or a recorded host are
 * none of this host's, whatever home they were made in: redone there, they would take out a
 * controller that nobody meant. Stateless.
 */
public final class Journals {

    private Journals() {}

    /**
     * Finds the folder.
     *
     * @param home where the instance works
     * @param root the folder that holds the files of a recorded host; empty for none
     * @param isScenario whether the instance is started to show a scenario
     * @return the folder of the journal, which need not exist
     */
    public static Path of(Home home, Optional<Path> root, boolean isScenario) {
        if (isScenario) {
            return home.data().resolve("simulation");
        }
        return root.map(folder -> home.data().resolve("recorded-" + id(folder)))
                .orElse(home.data());
    }

    /** {@return the same for each name of a folder} */
    private static UUID id(Path folder) {
        Path real;
        try {
            real = folder.toRealPath();
        } catch (IOException e) {
            real = folder.toAbsolutePath().normalize();
        }
        return UUID.nameUUIDFromBytes(real.toString().getBytes(StandardCharsets.UTF_8));
    }
}
