// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where scenarios are: files, and the recordings that come with the bundle. Stateless. */
public final class ScenarioStore {

    /** Most bytes of a scenario: 64 MiB. */
    static final int MAX_BYTES = 64 * 1024 * 1024;

    private static final List<String> RECORDINGS =
            List.of("alua-ana", "four-hba", "nvme", "two-hba");

    private ScenarioStore() {}

    /** {@return the names of the recordings, in order} */
    public static List<String> recordings() {
        return RECORDINGS;
    }

    /**
     * Reads a scenario.
     *
     * @param name a file, or the name of a recording
     * @return the scenario
     * @throws ScenarioException if there is none, or it is not allowed
     */
    public static Scenario read(String name) throws ScenarioException {
        try (InputStream in = open(name)) {
            byte[] text = in.readNBytes(MAX_BYTES + 1);
            checkSize(name, text.length);
            return ScenarioReader.read(name, text);
        } catch (IOException e) {
            throw new ScenarioException(name + ": cannot be read: " + AtomicFile.reason(e), e);
        }
    }

    private static InputStream open(String name) throws ScenarioException, IOException {
        if (RECORDINGS.contains(name)) {
            return ScenarioStore.class.getResourceAsStream("/recordings/" + name + ".json");
        }
        Path file = file(name);
        if (Files.isDirectory(file)) {
            throw new ScenarioException(name + ": is a directory, not a scenario");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new ScenarioException(name + ": is a device or a pipe, not a scenario");
        }
        if (!Files.exists(file)) {
            String where = file.isAbsolute() ? "" : " in " + Path.of("").toAbsolutePath();
            throw new ScenarioException(
                    name
                            + ": there is no such file"
                            + where
                            + ", nor a recording of that name; the recordings are "
                            + String.join(", ", RECORDINGS));
        }
        checkSize(name, Files.size(file));
        return Files.newInputStream(file);
    }

    private static void checkSize(String name, long bytes) throws ScenarioException {
        if (bytes > MAX_BYTES) {
            throw new ScenarioException(
                    name
                            + ": has more than the "
                            + MAX_BYTES
                            + " bytes (64 MiB) that a scenario may have");
        }
    }

    /**
     * Writes a scenario. An existing file stays whole if that fails.
     *
     * @param scenario the scenario
     * @param name the file
     * @return how many bytes it has
     * @throws ScenarioException if it cannot be written
     */
    public static int write(Scenario scenario, String name) throws ScenarioException {
        if (RECORDINGS.contains(name)) {
            throw new ScenarioException(
                    name
                            + ": not written, since that is the name of a recording; ./"
                            + name
                            + " is a file");
        }
        byte[] text = ScenarioWriter.write(scenario);
        checkSize(name, text.length);
        try {
            AtomicFile.write(file(name), text);
        } catch (IOException e) {
            throw new ScenarioException(
                    name
                            + ": not written: "
                            + AtomicFile.reason(e)
                            + "; what was there is as it was",
                    e);
        }
        return text.length;
    }

    /**
     * Checks that a scenario that came about elsewhere can be loaded again.
     *
     * @param scenario the scenario
     * @throws ScenarioException if it is not allowed
     */
    public static void checkLoadable(Scenario scenario) throws ScenarioException {
        Optional<Flaw> flaw = ScenarioRules.check(scenario);
        if (flaw.isPresent()) {
            throw new ScenarioException("not written, since it could not be loaded: " + flaw.get());
        }
    }

    private static Path file(String name) throws ScenarioException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new ScenarioException(Words.quote(name) + " is no file name", e);
        }
    }
}
