// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Finds the recorded hosts that a simulator brings along, without starting it. Stateless. */
public final class Recordings {

    private static final Pattern ENTRY = Pattern.compile("recordings/([^/]+)\\.json");

    private Recordings() {}

    /**
     * Lists the recordings in the jars of these folders.
     *
     * @param folders searched as deep as they are; those that are not there are passed over
     * @return their names, in order
     * @throws LauncherException if a folder cannot be read
     */
    public static Set<String> in(Path... folders) {
        Set<String> names = new TreeSet<>();
        for (Path folder : folders) {
            jars(folder).forEach(jar -> addAll(jar, names));
        }
        return names;
    }

    /**
     * Lists what may be opened: who opened a pipe would wait for ever.
     *
     * @return the jars in a folder that are files, as deep as it is; none where it is not there
     */
    static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException e) {
            throw new LauncherException(
                    ExitCode.FAILED,
                    Reasons.where(e, folder) + " cannot be read: " + Reasons.of(e),
                    e);
        }
    }

    /** A jar that is none is named when it is to be started. */
    private static void addAll(Path jar, Set<String> names) {
        try (ZipFile entries = new ZipFile(jar.toFile())) {
            entries.stream()
                    .map(entry -> ENTRY.matcher(entry.getName()))
                    .filter(Matcher::matches)
                    .forEach(found -> names.add(found.group(1)));
        } catch (IOException e) {
            // It holds no recordings that anybody could load.
        }
    }
}
