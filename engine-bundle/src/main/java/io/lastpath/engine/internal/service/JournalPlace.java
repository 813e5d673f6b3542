// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.journal.JournalFile;
import io.lastpath.engine.internal.journal.JournalStore;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import org.osgi.framework.BundleContext;

/** Finds where the journal is kept. Stateless. */
final class JournalPlace {

    /** Framework property: the data folder of the distribution. */
    private static final String DATA = "lastpath.data";

    private static final String NAME = "journal";

    private JournalPlace() {}

    /**
     * Finds the journal's file: as configured, else in the data folder of the distribution, else in
     * that of the bundle.
     *
     * @param config the configuration
     * @param context of the bundle
     * @return the journal
     */
    static JournalStore of(EngineConfig config, BundleContext context) {
        try {
            return new JournalFile(path(config.journal(), context), Clock.systemUTC());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "Configuration "
                            + CoordinatorComponent.PID
                            + ": property 'journal' is no path: "
                            + e.getMessage(),
                    e);
        }
    }

    private static Path path(String configured, BundleContext context) {
        if (!configured.isBlank()) {
            return Path.of(configured.strip());
        }
        String data = context.getProperty(DATA);
        if (data != null) {
            return Path.of(data, NAME);
        }
        File own = context.getDataFile(NAME);
        return own.toPath();
    }
}
