// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.ops4j.pax.exam.CoreOptions.options;

import io.lastpath.management.BeanNames;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** The bundles that a running Lastpath consists of, and the ways in that a user has. */
final class House {
    static final String API = "io.lastpath.api-bundle";
    static final String ENGINE = "io.lastpath.engine-bundle";
    static final String MPXIO = "io.lastpath.mpxio-bundle";
    static final String LINUX = "io.lastpath.linux-bundle";
    static final String CONSUMERS = "io.lastpath.consumers-bundle";
    static final String SIM = "io.lastpath.sim-bundle";
    static final String DEVINFO = "io.lastpath.devinfo-bundle";

    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

    private House() {}

    /** Makes a folder that goes with all else that was built. */
    static Path folder() throws IOException {
        return Files.createTempDirectory(Path.of("target"), "house").toAbsolutePath();
    }

    static Option[] bundles() {
        return options(
                bundle("org.osgi.util.function"),
                bundle("org.osgi.util.promise"),
                bundle("org.osgi.service.component"),
                bundle("pax-logging-api"),
                bundle("pax-logging-logback"),
                bundle("org.apache.felix.configadmin"),
                bundle("org.apache.felix.metatype"),
                bundle("org.apache.felix.scr"),
                bundle("jackson-core"),
                bundle("api-bundle"),
                bundle("engine-bundle"),
                bundle("mpxio-bundle"),
                bundle("sim-bundle"),
                bundle("consumers-bundle"),
                CoreOptions.junitBundles());
    }

    static Bundle bundle(BundleContext context, String symbolicName) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(symbolicName));
    }

    /** Has the simulator play a recorded host, as a file in etc/ would. */
    static void simulate(ConfigurationAdmin configurations, String recording) throws IOException {
        Dictionary<String, Object> settings = new Hashtable<>();
        settings.put("scenario", recording);
        configurations.getConfiguration("io.lastpath.sim", "?").update(settings);
    }

    static <T> T bean(String type, Class<T> beanInterface) {
        return JMX.newMXBeanProxy(BEANS, BeanNames.of(type), beanInterface);
    }

    static <T> T bean(String type, String id, Class<T> beanInterface) {
        return JMX.newMXBeanProxy(BEANS, BeanNames.of(type, id), beanInterface);
    }

    static int count(String pattern) throws JMException {
        return BEANS.queryNames(new ObjectName(pattern), null).size();
    }

    /**
     * {@return our threads; those of pools end by themselves a few seconds after their last work}
     */
    static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().startsWith("lastpath"));
        return threads;
    }

    /** {@return how many of these class loaders are still there} */
    static long alive(List<WeakReference<ClassLoader>> loaders) {
        System.gc();
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }

    /** A bundle that the build has copied for the tests. */
    static Option bundle(String name) {
        return CoreOptions.bundle("reference:" + jar(name).toURI());
    }

    static File jar(String name) {
        return new File(System.getProperty("lastpath.bundles"), name + ".jar");
    }
}
