// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.deploy;

import java.io.File;
import java.io.IOException;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.fileinstall.ArtifactInstaller;

/**
 * Takes the jars that FileInstall would pass over in silence, and refuses them, so that it names
 * them in the log. Has no state.
 */
final class NotABundle implements ArtifactInstaller {

    private static final String NAME_HEADER = "Bundle-SymbolicName";

    @Override
    public boolean canHandle(File file) {
        return file.getName().endsWith(".jar") && !flaw(file).isEmpty();
    }

    @Override
    public void install(File file) throws IOException {
        String flaw = flaw(file);
        if (!flaw.isEmpty()) {
            throw new IOException(file + " is no bundle and was left alone: " + flaw);
        }
    }

    @Override
    public void update(File file) throws IOException {
        install(file);
    }

    @Override
    public void uninstall(File file) {
        // It was never installed.
    }

    private static String flaw(File file) {
        try (JarFile jar = new JarFile(file)) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                return "it has no manifest";
            }
            return manifest.getMainAttributes().getValue(NAME_HEADER) == null
                    ? "its manifest has no " + NAME_HEADER
                    : "";
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
