// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/** The bundles of {@code system/}: a folder's name is the start level of the jars in it. */
final class SystemBundles {

    private final SortedMap<Integer, List<Path>> jars;

    private SystemBundles(SortedMap<Integer, List<Path>> jars) {
        this.jars = jars;
    }

    /**
     * Lists the bundles.
     *
     * @param system the folder
     * @return the bundles
     * @throws LauncherException if the folder cannot be read or holds no bundle
     */
    static SystemBundles of(Path system) {
        SortedMap<Integer, List<Path>> jars = new TreeMap<>();
        try {
            for (Path level : list(system)) {
                jars.put(Integer.valueOf(level.getFileName().toString()), list(level));
            }
        } catch (IOException | NumberFormatException e) {
            throw new LauncherException(
                    ExitCode.FAILED, "the folder " + system + " cannot be read: " + e, e);
        }
        if (jars.isEmpty()) {
            throw new LauncherException(
                    ExitCode.FAILED, "the folder " + system + " holds no bundles");
        }
        return new SystemBundles(jars);
    }

    /** {@return the start level at which all of them run} */
    int lastLevel() {
        return jars.lastKey();
    }

    /**
     * Installs all of them, to be started with the framework.
     *
     * @param context of the framework
     * @return the bundles
     * @throws BundleException if one cannot be installed
     */
    List<Bundle> install(BundleContext context) throws BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (int level : jars.keySet()) {
            for (Path jar : jars.get(level)) {
                bundles.add(install(context, jar, level));
            }
        }
        for (Bundle bundle : bundles) {
            start(bundle);
        }
        return bundles;
    }

    private static Bundle install(BundleContext context, Path jar, int level)
            throws BundleException {
        Bundle bundle = context.installBundle(location(jar));
        bundle.adapt(BundleStartLevel.class).setStartLevel(level);
        return bundle;
    }

    private static String location(Path jar) {
        return "reference:" + jar.toUri();
    }

    private static void start(Bundle bundle) throws BundleException {
        if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
    }

    /**
     * Names those that do not run.
     *
     * @param bundles the installed bundles
     * @return their names and versions; empty if all run
     */
    static String notRunning(List<Bundle> bundles) {
        return bundles.stream()
                .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .filter(bundle -> (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) == 0)
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion())
                .collect(Collectors.joining(", "));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
