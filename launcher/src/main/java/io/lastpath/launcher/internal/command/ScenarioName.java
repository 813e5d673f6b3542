// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.Reasons;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

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
     * Makes sure that there is such a scenario, before anything is started for it.
     *
     * @param name as typed
     * @param recordings finds the names of the recordings
     * @param flaws finds what is wrong with a file
     * @throws LauncherException if it is neither a recording nor a file that holds a scenario
     */
    static void check(
            String name, Supplier<Set<String>> recordings, Function<Path, Optional<String>> flaws) {
        Path file = Path.of(name);
        if (Files.isDirectory(file)) {
            throw wrong(ExitCode.USAGE, name, "is a folder", recordings);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw wrong(ExitCode.USAGE, name, "is a device or a pipe", recordings);
        }
        if (Files.exists(file) && !Files.isReadable(file)) {
            throw wrong(ExitCode.FAILED, name, Reasons.permissionDenied(), recordings);
        }
        if (!Files.exists(file) && !recordings.get().contains(name)) {
            String where = file.isAbsolute() ? "" : " in " + Path.of("").toAbsolutePath();
            String flaw = "there is no such file" + where + ", nor a recording of that name";
            throw wrong(ExitCode.USAGE, name, flaw, recordings);
        }
        if (Files.exists(file) && !recordings.get().contains(name)) {
            flaws.apply(file).ifPresent(flaw -> refuse(name, flaw));
        }
    }

    private static void refuse(String name, String flaw) {
        throw new LauncherException(
                ExitCode.USAGE,
                "--scenario " + name + " is no scenario, and nothing was started: " + flaw);
    }

    private static LauncherException wrong(
            int exitCode, String name, String flaw, Supplier<Set<String>> recordings) {
        return new LauncherException(
                exitCode,
                "--scenario "
                        + name
                        + ": "
                        + flaw
                        + "; name a scenario file that can be read, or one of the recordings "
                        + String.join(", ", recordings.get()));
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
