// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest.adapter;

import io.lastpath.devinfo.DeviceTreeSource;
import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** Starts a small adapter that ranks above the simulator. */
public final class Activator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(DeviceTreeSource.ADAPTER, "itest");
        properties.put(Constants.SERVICE_RANKING, 100);
        context.registerService(DeviceTreeSource.class, new FixedSource(), properties);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }
}
