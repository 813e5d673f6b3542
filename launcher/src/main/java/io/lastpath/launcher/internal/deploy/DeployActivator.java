// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.deploy;

import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Offers {@link NotABundle} and {@link Replacements} to FileInstall. The only package of the
 * launcher that runs in the framework: it is packed as a bundle of its own.
 */
public final class DeployActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        String[] roles = {ArtifactInstaller.class.getName(), ArtifactListener.class.getName()};
        context.registerService(roles, new NotABundle(), null);
        context.registerService(roles, new Replacements(context), null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }
}
