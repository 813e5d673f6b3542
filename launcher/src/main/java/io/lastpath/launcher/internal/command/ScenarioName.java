// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import java.nio.file.Files;
import java.nio.file.Path;

/** A scenario as people name it: a file, or a recording of the simulator. */
final class ScenarioName {

    private ScenarioName() {}

    /**
     * Makes a name that the instance understands, wherever that runs.
     *
     * @param name as typed
     * @return the absolute path where there is such a file here, otherwise the name as it is
     */
    static String resolve(String name) {
        Path file = Path.of(name);
        return Files.exists(file) ? file.toAbsolutePath().normalize().toString() : name;
    }

    /**
     * Makes a name that the instance understands, for a file that need not exist.
     *
     * @param name as typed
     * @param isHere whether the instance is on this host
     * @return the absolute path if the instance is here, or there is such a folder here; otherwise
     *     the name as it is
     */
    static String resolveNew(String name, boolean isHere) {
        Path file = Path.of(name).toAbsolutePath().normalize();
        boolean known = file.getParent() != null && Files.isDirectory(file.getParent());
        return isHere || known ? file.toString() : name;
    }
}
