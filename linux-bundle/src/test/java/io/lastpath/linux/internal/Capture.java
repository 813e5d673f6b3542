// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Hosts that were recorded from real kernels, with the words of their own tools. */
public final class Capture {

    /** Those of which the whole tree was recorded. */
    public static final List<String> WITH_TREE =
            List.of(
                    "two-hba",
                    "four-hba",
                    "four-hba/hotplug/3-hba1-removed",
                    "four-hba/hotplug/4-pci-rescanned",
                    "four-hba/hotplug/6-hba0+1-removed",
                    "nvme",
                    "nvme/hotplug/1-one-controller-removed",
                    "nvme/hotplug/4-all-removed",
                    "alua-ana",
                    "no-multipath");

    /** Steps of which only what the tools said was recorded, and those of all others. */
    public static final List<String> WITH_MAPS =
            List.of(
                    "two-hba",
                    "four-hba",
                    "four-hba/hotplug/0-before",
                    "four-hba/hotplug/1-one-path-deleted",
                    "four-hba/hotplug/2-rescanned",
                    "four-hba/hotplug/3-hba1-removed",
                    "four-hba/hotplug/4-pci-rescanned",
                    "four-hba/hotplug/5-hba0-removed",
                    "four-hba/hotplug/6-hba0+1-removed",
                    "four-hba/hotplug/7-both-back",
                    "alua-ana");

    public static final String STATUS = "dmsetup-status.txt";
    public static final String MAPS = "multipathd-show-maps.json";

    private Capture() {}

    /** A host's tree with what its tools said beside it; unpacked once, and only to be read. */
    public static Path tree(String name) throws IOException {
        Path folder = Path.of("target", "hosts", name, "root").toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            Path fresh = folder.resolveSibling("root." + ProcessHandle.current().pid());
            unpack(name, Files.createDirectories(fresh));
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return folder;
    }

    private static void unpack(String name, Path folder) throws IOException {
        Path archive = folder.resolveSibling("tree.tar.gz");
        copy(name + "/tree.tar.gz", archive);
        try {
            // What block devices say of their queues is half of all files, and nobody's question.
            Process tar =
                    new ProcessBuilder(
                                    "tar",
                                    "xzf",
                                    archive.toString(),
                                    "--exclude=*/queue",
                                    "--exclude=./sys/module",
                                    "--exclude=./sys/bus",
                                    "-C",
                                    folder.toString())
                            .inheritIO()
                            .start();
            if (tar.waitFor() != 0) {
                throw new IOException("tar failed with " + tar.exitValue());
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        for (String words : List.of(STATUS, MAPS)) {
            if (has(name + "/" + words)) {
                copy(name + "/" + words, folder.resolve(words));
            }
        }
    }

    public static String words(String name, String file) throws IOException {
        try (InputStream in = open(name + "/" + file)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static boolean has(String resource) {
        return Capture.class.getResource("/hosts/" + resource) != null;
    }

    private static void copy(String resource, Path to) throws IOException {
        try (InputStream in = open(resource)) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = Capture.class.getResourceAsStream("/hosts/" + resource);
        if (in == null) {
            throw new IOException("there is no resource " + resource);
        }
        return in;
    }
}
