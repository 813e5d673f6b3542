// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * How processes that are killed are started: with all that makes a start cheap, since there are
 * hundreds of them. Immutable.
 *
 * @param command the command without the main class
 */
record ChildJvm(List<String> command) {

    ChildJvm {
        command = List.copyOf(command);
    }

    /** {@return one that reads its classes where this process does} */
    static ChildJvm plain() {
        return of(System.getProperty("java.class.path"), List.of());
    }

    /**
     * Prepares one whose classes are in an archive already parsed and verified; or, where the JVM
     * makes none, in a jar.
     *
     * @param folder for the files that this takes
     */
    static ChildJvm prepared(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> path =
                List.of(System.getProperty("java.class.path").split(File.pathSeparator));
        Path jar = folder.resolve("classes.jar");
        pack(path.stream().map(Path::of).filter(Files::isDirectory).toList(), jar);
        List<String> jars = new ArrayList<>(List.of(jar.toString()));
        path.stream()
                .filter(Predicate.not(one -> Files.isDirectory(Path.of(one))))
                .forEach(jars::add);
        String classes = String.join(File.pathSeparator, jars);
        Path archive = folder.resolve("classes.jsa");
        train(of(classes, List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable")), folder);
        return of(
                classes,
                Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of());
    }

    private static ChildJvm of(String classes, List<String> options) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-XX:-UsePerfData",
                                "-Xshare:auto"));
        command.addAll(options);
        command.addAll(List.of("-cp", classes));
        return new ChildJvm(command);
    }

    private static void pack(List<Path> folders, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.setLevel(0);
            Set<String> names = new HashSet<>();
            for (Path each : folders) {
                Path folder = each.toRealPath();
                try (Stream<Path> all = Files.walk(folder)) {
                    for (Path one : all.filter(ChildJvm::isClass).toList()) {
                        String name =
                                folder.relativize(one).toString().replace(File.separatorChar, '/');
                        if (names.add(name)) {
                            out.putNextEntry(new ZipEntry(name));
                            Files.copy(one, out);
                        }
                    }
                }
            }
        }
    }

    private static boolean isClass(Path file) {
        return file.toString().endsWith(".class") && Files.isRegularFile(file);
    }

    /** Has one child live through everything and end in peace, which writes the archive. */
    private static void train(ChildJvm jvm, Path folder) throws IOException, InterruptedException {
        List<String> arguments =
                List.of(folder.toString(), "0", CrashScript.STAYS, "script", "none");
        try (KilledProcess child = new KilledProcess(jvm, folder, arguments)) {
            child.await(CrashChild.FINISHED);
            child.endInPeace();
        }
    }
}
