// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemPackage;

import io.lastpath.devinfo.standin.StandInFile;
import io.lastpath.devinfo.standin.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.ops4j.pax.exam.Option;
import org.osgi.service.cm.ConfigurationAdmin;

/** The house with the native adapter in it, and a host for the stand-in library. */
final class NativeHouse {

    /** What the host below calls its disks: they have no other names. */
    static final String ONE = "/virtual/block/dm-0";

    static final String TWO = "/itest/two";

    private static final List<String> PHCIS =
            List.of(
                    "/pci0000:00/0000:00:03.0/0000:01:00.0",
                    "/pci0000:00/0000:00:04.0/0000:02:00.0",
                    "/pci0000:00/0000:00:05.0/0000:03:00.0",
                    "/pci0000:00/0000:00:06.0/0000:04:00.0");

    private static final int ONLINE = 3;

    private NativeHouse() {}

    static Option[] bundles() {
        return options(
                composite(House.bundles()),
                House.bundle("jna"),
                House.bundle("devinfo-bundle"),
                // Hosts are made by classes of the tests, outside of the framework.
                systemPackage("io.lastpath.devinfo.standin"));
    }

    /**
     * A host with the HBAs of the recorded four-HBA host and two disks: one where the recorded host
     * has its mounted disk, but reached by the first HBA alone, and one that all HBAs reach.
     */
    static Topology twoDisks() {
        Topology host = new Topology();
        PHCIS.forEach(host::phci);
        host.client(ONE).path(PHCIS.get(0), ONLINE, "");
        host.client(TWO);
        PHCIS.forEach(phci -> host.path(phci, ONLINE, ""));
        return host;
    }

    /** Copies the library into a folder of its own. */
    static Path library() throws IOException {
        return StandInFile.copyTo(House.folder());
    }

    /** Has the native adapter load a library, and read it when it is asked to only. */
    static void load(ConfigurationAdmin configurations, Path library) throws IOException {
        poll(configurations, library, 0);
    }

    /** Has the native adapter load a library and read it again from time to time. */
    static void poll(ConfigurationAdmin configurations, Path library, int seconds)
            throws IOException {
        configure(
                configurations,
                "io.lastpath.devinfo",
                Map.of("library", library.toString(), "pollSeconds", seconds));
    }

    /** Chooses an adapter, as a file in etc/ would. */
    static void choose(ConfigurationAdmin configurations, String adapter) throws IOException {
        configure(configurations, "io.lastpath.mpxio", Map.of("adapter", adapter));
    }

    /** Limits the time of a read and chooses an adapter, as a file in etc/ would. */
    static void limitReads(ConfigurationAdmin configurations, int millis, String adapter)
            throws IOException {
        configure(
                configurations,
                "io.lastpath.mpxio",
                Map.of("readTimeLimitMillis", millis, "adapter", adapter));
    }

    private static void configure(
            ConfigurationAdmin configurations, String pid, Map<String, ?> values)
            throws IOException {
        Dictionary<String, Object> settings = new Hashtable<>(values);
        configurations.getConfiguration(pid, "?").update(settings);
    }
}
