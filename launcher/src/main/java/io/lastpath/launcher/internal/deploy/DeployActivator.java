// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.deploy;

import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.apache.felix.fileinstall.ArtifactUrlTransformer;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Offers {@link NotABundle} and {@link Replacements} to FileInstall. The only package of the
 * launcher that runs in the framework: it is packed as a bundle of its own.
 */
public final class DeployActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        Logger logger = logger(context);
        String[] roles = {ArtifactInstaller.class.getName(), ArtifactListener.class.getName()};
        context.registerService(ArtifactUrlTransformer.class, new NotABundle(logger), null);
        context.registerService(roles, new PlainSpoken(new Replacements(context), logger), null);
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
