// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import io.lastpath.devinfo.standin.StandIn;
import io.lastpath.devinfo.standin.Topology;
import java.nio.file.Path;
import java.time.Duration;

/** Calls the library in a wrong order, below what keeps users from it, in a process of its own. */
public final class Misuse {

    private Misuse() {}

    /**
     * Runs.
     *
     * @param arguments a folder for the library, and what to do wrong
     */
    public static void main(String[] arguments) throws Exception {
        try (StandIn standIn = StandIn.in(Path.of(arguments[0]))) {
            standIn.show(new Topology().scale(1, 1, 1));
            DevinfoLibrary.load(standIn.file(), Duration.ofSeconds(20)).orElseThrow();
            Libdevinfo library = Libdevinfo.ofThisProcess();
            long root = library.di_init("/", Libdevinfo.SNAPSHOT_WITH_PATHS);
            long child = library.di_child_node(root);
            long name = library.di_devfs_path(root);
            library.di_devfs_path_free(name);
            library.di_fini(root);
            switch (arguments[1]) {
                case "double di_fini" -> library.di_fini(root);
                case "use after di_fini" -> library.di_child_node(root);
                case "double di_fini with another open" -> {
                    library.di_init("/", Libdevinfo.SNAPSHOT_WITH_PATHS);
                    library.di_fini(root);
                }
                case "stale handle with another open" -> {
                    library.di_init("/", Libdevinfo.SNAPSHOT_WITH_PATHS);
                    library.di_sibling_node(child);
                }
                case "double free" -> library.di_devfs_path_free(name);
                case "other flags" -> library.di_init("/", 0xdf01);
                default -> throw new IllegalArgumentException(arguments[1]);
            }
        }
    }
}
