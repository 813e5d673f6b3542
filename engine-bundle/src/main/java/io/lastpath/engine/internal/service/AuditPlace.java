// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** Finds where the audit log is. Stateless. */
final class AuditPlace {

    /** Framework property: the folder of the distribution. */
    private static final String HOME = "lastpath.home";

    private static final String NONE = "none";

    private AuditPlace() {}

    /**
     * Finds the file: as configured, else in the distribution.
     *
     * @param config the configuration
     * @param context of the bundle
     * @return the file; null where it is not to be looked at, or there is no distribution
     */
    static Path of(EngineConfig config, BundleContext context) {
        String configured = config.auditLog().strip();
        String home = context.getProperty(HOME);
        if (configured.equals(NONE) || (configured.isEmpty() && home == null)) {
            return null;
        }
        try {
            return configured.isEmpty() ? Path.of(home, "log", "audit.log") : Path.of(configured);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "Configuration "
                            + CoordinatorComponent.PID
                            + ": property 'auditLog' is no path: "
                            + e.getMessage(),
                    e);
        }
    }
}
