// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import io.lastpath.management.ScenarioCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.zip.ZipFile;

/** Has the simulators that there are read a scenario file, without starting them. Stateless. */
public final class ScenarioFlaws {

    private static final String ENTRY = "META-INF/services/" + ScenarioCheck.class.getName();

    private ScenarioFlaws() {}

    /**
     * Looks for what is wrong with a scenario. Which of several simulators will be in place shows
     * only once they are started: each of them has to find something.
     *
     * @param file the scenario
     * @param folders searched for simulators as deep as they are
     * @return what the first simulator says; empty where one of them finds nothing, or there is
     *     none
     * @throws io.lastpath.launcher.internal.LauncherException if a folder cannot be read
     */
    public static Optional<String> of(Path file, Path... folders) {
        List<String> flaws = new ArrayList<>();
        for (Path folder : folders) {
            for (Path jar : Recordings.jars(folder)) {
                if (isSimulator(jar)) {
                    Optional<String> flaw = flaw(jar, file.toString());
                    if (flaw.isEmpty()) {
                        return flaw;
                    }
                    flaws.add(flaw.get());
                }
            }
        }
        return flaws.stream().findFirst();
    }

    /** A jar that is none is named when it is to be started. */
    private static boolean isSimulator(Path jar) {
        try (ZipFile entries = new ZipFile(jar.toFile())) {
            return entries.getEntry(ENTRY) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** One that cannot be asked here says what is wrong when it loads the scenario. */
    private static Optional<String> flaw(Path jar, String file) {
        ClassLoader known = ScenarioCheck.class.getClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {url(jar)}, known)) {
            return ServiceLoader.load(ScenarioCheck.class, loader)
                    .findFirst()
                    .flatMap(check -> check.flaw(file));
        } catch (IOException | ServiceConfigurationError | LinkageError e) {
            return Optional.empty();
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e); // a file has one
        }
    }
}
