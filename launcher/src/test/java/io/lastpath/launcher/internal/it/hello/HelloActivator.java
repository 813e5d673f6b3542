// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it.hello;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle to be dropped into {@code deploy/}. */
public final class HelloActivator implements BundleActivator, HelloMXBean {

    /** The bean that shows that it runs. */
    public static final String BEAN = "io.lastpath.test:type=Hello";

    private volatile String version;

    @Override
    public void start(BundleContext context) throws JMException {
        version = context.getBundle().getVersion().toString();
        ManagementFactory.getPlatformMBeanServer().registerMBean(this, new ObjectName(BEAN));
    }

    @Override
    public void stop(BundleContext context) throws JMException {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(BEAN));
    }

    @Override
    public String getVersion() {
        return version;
    }
}
