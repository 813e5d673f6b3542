// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.deploy;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.fileinstall.ArtifactUrlTransformer;
import org.osgi.framework.Constants;
import org.osgi.service.log.Logger;

/**
 * Names the jars that FileInstall passes over in silence since nobody takes them, once for each
 * content. They are offered anew at each look into the folder, so that one that was mended is
 * taken. Safe for use by several threads: each folder has one.
 */
final class NotABundle implements ArtifactUrlTransformer {

    private record Content(long modified, long bytes) {}

    private final Logger logger;
    private final Map<File, Content> named = new ConcurrentHashMap<>();

    NotABundle(Logger logger) {
        this.logger = logger;
    }

    /** {@return false: whatever is taken is not looked at again before it changes} */
    @Override
    public boolean canHandle(File file) {
        String flaw = file.getName().endsWith(".jar") ? flaw(file) : "";
        named.keySet().removeIf(each -> !each.exists());
        if (flaw.isEmpty()) {
            named.remove(file);
        } else {
            Content content = new Content(file.lastModified(), file.length());
            if (!content.equals(named.put(file, content))) {
                logger.error(
                        "{} is no bundle and was left alone: {}; replace it by a bundle, or take"
                                + " it away",
                        file,
                        flaw);
            }
        }
        return false;
    }

    @Override
    public URL transform(URL artifact) {
        throw new IllegalStateException(artifact + " was not taken");
    }

    private String flaw(File file) {
        try (JarFile jar = new JarFile(file)) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                return "it has no manifest";
            }
            return manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME) == null
                    ? "its manifest has no " + Constants.BUNDLE_SYMBOLICNAME
                    : "";
        } catch (AccessDeniedException e) {
            return "permission denied for user " + System.getProperty("user.name");
        } catch (NoSuchFileException e) {
            return ""; // it has just gone
        } catch (IOException e) {
            logger.debug("{} cannot be read", file, e);
            return "it is no jar, or not a whole one (" + e.getMessage() + ")";
        }
    }
}
