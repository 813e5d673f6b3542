// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.deploy;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.apache.felix.fileinstall.ArtifactUrlTransformer;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Offers {@link NoFile}, {@link DroppedBundles} and {@link Replacements} to FileInstall, and names
 * {@link OddFiles} once. The only package of the launcher that runs in the framework: it is packed
 * as a bundle of its own.
 */
public final class DeployActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        Logger logger = logger(context);
        String[] roles = {ArtifactInstaller.class.getName(), ArtifactListener.class.getName()};
        context.registerService(roles, new NoFile(logger), ranking(Integer.MAX_VALUE));
        // Whoever is asked first takes it; FileInstall's own has the ranking 0.
        context.registerService(
                roles, new PlainSpoken(new Replacements(context), logger), ranking(2));
        context.registerService(
                ArtifactUrlTransformer.class, new DroppedBundles(logger), ranking(1));
        nameOddFiles(context, logger);
    }

    private static Hashtable<String, Object> ranking(int number) {
        return new Hashtable<>(Map.of(Constants.SERVICE_RANKING, number));
    }

    /** The launcher says where the folders are and what is read in the first of them. */
    private static void nameOddFiles(BundleContext context, Logger logger) {
        Path home = Path.of(context.getProperty("lastpath.home"));
        OddFiles odd = new OddFiles(List.of(context.getProperty("lastpath.settings").split(",")));
        odd.settings(home.resolve("etc")).forEach(logger::warn);
        odd.dropped(home.resolve("deploy")).forEach(logger::warn);
    }

    /** The log is in service before anything else of the distribution starts. */
    private static Logger logger(BundleContext context) {
        return context.getService(context.getServiceReference(LoggerFactory.class))
                .getLogger(DeployActivator.class);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }
}
