// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.deploy;

import java.io.File;
import java.nio.file.Files;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.service.log.Logger;

/**
 * Takes what is neither a file nor a folder before anybody else does, and names it: whoever opened
 * a pipe would wait for ever, and all other files with it. Safe for use by several threads.
 */
final class NoFile implements ArtifactInstaller {

    private final Logger logger;

    NoFile(Logger logger) {
        this.logger = logger;
    }

    @Override
    public boolean canHandle(File file) {
        return Files.exists(file.toPath())
                && !Files.isRegularFile(file.toPath())
                && !Files.isDirectory(file.toPath());
    }

    @Override
    public void install(File file) {
        logger.error(
                "{} is no file but a pipe, a socket or a device, and is not read; put a file in"
                        + " its place, or take it away",
                file);
    }

    @Override
    public void update(File file) {
        install(file);
    }

    @Override
    public void uninstall(File file) {
        // Nothing was made of it.
    }
}
