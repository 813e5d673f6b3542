// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.deploy;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.fileinstall.ArtifactUrlTransformer;
import org.osgi.framework.Constants;
import org.osgi.service.log.Logger;

/**
 * Takes the bundles, as FileInstall itself would, and names the jars that are none, once for each
 * content: FileInstall passes those over in silence, also one that has overwritten a bundle, which
 * it takes out of service. What was not taken is offered anew at each look into the folder, so that
 * one that was mended is taken. Safe for use by several threads: each folder has one.
 */
final class DroppedBundles implements ArtifactUrlTransformer {

    /** Without these FileInstall takes nothing. */
    private static final List<String> NEEDED =
            List.of(Constants.BUNDLE_SYMBOLICNAME, Constants.BUNDLE_VERSION);

    private record Content(long modified, long bytes) {}

    private final Logger logger;
    private final Map<File, Content> named = new ConcurrentHashMap<>();
    private final Set<File> taken = ConcurrentHashMap.newKeySet();

    DroppedBundles(Logger logger) {
        this.logger = logger;
    }

    /** {@return whether it is a bundle} */
    @Override
    public boolean canHandle(File file) {
        named.keySet().removeIf(each -> !each.exists());
        if (!file.getName().endsWith(".jar") || !file.exists()) {
            return false;
        }
        String flaw = flaw(file);
        if (flaw.isEmpty()) {
            named.remove(file);
            taken.add(file);
        } else {
            name(file, flaw);
        }
        return flaw.isEmpty();
    }

    private void name(File file, String flaw) {
        String before = taken.remove(file) ? "what was in service from it is so no more; " : "";
        Content content = new Content(file.lastModified(), file.length());
        if (!content.equals(named.put(file, content))) {
            logger.error(
                    "{} is no bundle and was left alone: {}; {}replace it by a bundle, or take it"
                            + " away",
                    file,
                    flaw,
                    before);
        }
    }

    /** {@return the bundle as it is} */
    @Override
    public URL transform(URL artifact) {
        return artifact;
    }

    private String flaw(File file) {
        try (JarFile jar = new JarFile(file)) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                return "it has no manifest";
            }
            return NEEDED.stream()
                    .filter(name -> manifest.getMainAttributes().getValue(name) == null)
                    .findFirst()
                    .map(name -> "its manifest has no " + name)
                    .orElse("");
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
