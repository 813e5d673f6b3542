// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.deploy;

import java.io.File;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.service.log.Logger;

/**
 * Says in one sentence which jar another installer has refused and what to do; FileInstall would
 * log a stack trace, which is left to those who want every detail. A jar that was refused is looked
 * at again once it changes. Called by one thread.
 */
final class PlainSpoken implements ArtifactInstaller {

    private static final String REMEDY = "; replace the jar, or take it away";

    private final ArtifactInstaller installer;
    private final Logger logger;

    PlainSpoken(ArtifactInstaller installer, Logger logger) {
        this.installer = installer;
        this.logger = logger;
    }

    private interface Work {
        void run() throws Exception;
    }

    @Override
    public boolean canHandle(File file) {
        return installer.canHandle(file);
    }

    @Override
    public void install(File file) {
        speak(() -> installer.install(file));
    }

    @Override
    public void update(File file) {
        speak(() -> installer.update(file));
    }

    @Override
    public void uninstall(File file) {
        speak(() -> installer.uninstall(file));
    }

    private void speak(Work work) {
        try {
            work.run();
        } catch (Exception e) {
            logger.error("{}{}", e.getMessage(), REMEDY);
            logger.debug("What was thrown:", e);
        }
    }
}
