// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.deploy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Has a jar that is named after a bundle of ours in the distribution take that one's place,
 * whatever its version: FileInstall would install another version beside it, and two of them are in
 * each other's way. Of several such jars the last one that came and starts is in place. When it
 * goes, the one before comes back, and after the last jar the distribution's own. Called by one
 * thread.
 */
final class Replacements implements ArtifactInstaller {

    private static final String OURS = "io.lastpath.";

    /** How the launcher installs what the distribution has. */
    private static final String DISTRIBUTION = "reference:";

    private static final long PATIENCE_SECONDS = 30;

    private final BundleContext context;

    /** The jars that may be in place, in the order in which they came: of a bundle the last is. */
    private final Map<File, Bundle> replaced = new LinkedHashMap<>();

    Replacements(BundleContext context) {
        this.context = context;
    }

    @Override
    public boolean canHandle(File file) {
        return file.getName().endsWith(".jar") && (replacedBy(file).isPresent() || isSpoilt(file));
    }

    /** A jar that cannot be read says nothing of whose place it takes: that of the one before. */
    private boolean isSpoilt(File file) {
        return replaced.containsKey(file) && file.exists() && !isWhole(file);
    }

    @Override
    public void install(File file) throws BundleException, IOException {
        Bundle bundle =
                replacedBy(file)
                        .orElseThrow(() -> new IOException(file + " is of no bundle any more"));
        boolean ran = bundle.getState() == Bundle.ACTIVE;
        Optional<String> failure = failure(bundle, file, ran);
        replaced.remove(file);
        if (failure.isPresent()) {
            throw new IOException(
                    file
                            + " does not start in the place of "
                            + bundle.getSymbolicName()
                            + ", "
                            + fallBack(bundle)
                            + failure.get());
        }
        replaced.put(file, bundle);
    }

    /**
     * Puts a jar in a bundle's place; the framework may or may not throw where it does not start.
     *
     * @return empty if it is there; otherwise the reason, which may have no words
     */
    private Optional<String> failure(Bundle bundle, File file, boolean start) throws IOException {
        try (InputStream jar = Files.newInputStream(file.toPath())) {
            bundle.update(jar);
            refresh();
            if (start) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
            boolean failed = start && bundle.getState() != Bundle.ACTIVE;
            return failed ? Optional.of("") : Optional.empty();
        } catch (BundleException e) {
            return Optional.of(": " + e.getMessage());
        }
    }

    /** Brings back what was in place before: the jar that came last of those that start. */
    private String fallBack(Bundle bundle) throws BundleException, IOException {
        for (Optional<File> jar = inPlace(bundle); jar.isPresent(); jar = inPlace(bundle)) {
            if (jar.get().exists() && failure(bundle, jar.get(), true).isEmpty()) {
                return "in whose place " + jar.get().getName() + " came back";
            }
            replaced.remove(jar.get());
        }
        bringBack(bundle);
        return "which the distribution has and which came back";
    }

    @Override
    public void update(File file) throws BundleException, IOException {
        if (isSpoilt(file)) {
            throw new IOException(
                    file
                            + " is no jar any more, or not a whole one, and the one that it held"
                            + " before goes on in the place of "
                            + replaced.get(file).getSymbolicName());
        }
        install(file);
    }

    @Override
    public void uninstall(File file) throws BundleException, IOException {
        Bundle bundle = replaced.get(file);
        if (bundle == null) {
            return;
        }
        boolean isInPlace = inPlace(bundle).filter(file::equals).isPresent();
        replaced.remove(file);
        if (isInPlace) {
            fallBack(bundle);
        }
    }

    private Optional<File> inPlace(Bundle bundle) {
        return replaced.entrySet().stream()
                .filter(entry -> entry.getValue().equals(bundle))
                .map(Map.Entry::getKey)
                .reduce((earlier, later) -> later);
    }

    private void bringBack(Bundle bundle) throws BundleException {
        bundle.update();
        refresh();
        bundle.start(Bundle.START_ACTIVATION_POLICY);
    }

    /** Wires those anew who use packages of the one before, and waits until they run again. */
    private void refresh() {
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(null, event -> refreshed.countDown());
        try {
            refreshed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Bundle> replacedBy(File file) {
        String name = symbolicName(file);
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.startsWith(OURS) && name.equals(bundle.getSymbolicName()))
                .filter(bundle -> bundle.getLocation().startsWith(DISTRIBUTION))
                .filter(bundle -> !bundle.equals(context.getBundle()))
                .findFirst();
    }

    private static boolean isWhole(File file) {
        try {
            new JarFile(file).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return the name in the manifest without its directives; empty for none} */
    private static String symbolicName(File file) {
        try (JarFile jar = new JarFile(file)) {
            Manifest manifest = jar.getManifest();
            String name =
                    manifest == null
                            ? null
                            : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            return name == null ? "" : name.split(";", 2)[0].strip();
        } catch (IOException e) {
            return ""; // no jar: named by who refuses those
        }
    }
}
