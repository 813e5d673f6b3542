// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.management.BeanNames;
import io.lastpath.management.LibdevinfoMXBean;
import java.lang.annotation.Annotation;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import javax.management.JMX;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.log.Logger;

/** The adapter in a real framework, with its bean in the platform's server. */
final class RunningAdapter implements AutoCloseable {

    final List<String> log = new CopyOnWriteArrayList<>();
    final BundleContext context;
    DevinfoComponent component;
    final LibdevinfoMXBean bean =
            JMX.newMXBeanProxy(
                    ManagementFactory.getPlatformMBeanServer(),
                    BeanNames.of("Libdevinfo"),
                    LibdevinfoMXBean.class);
    private final Framework framework;
    private volatile boolean stopped;

    RunningAdapter(Path folder, String library) throws Exception {
        framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        folder.resolve("felix").toString()));
        framework.start();
        context = framework.getBundleContext();
        component = new DevinfoComponent(context, config(library, 7), Map.of(), logger(log));
    }

    static DevinfoComponent.Config config(String library, int ranking) {
        return config(library, ranking, 0);
    }

    static DevinfoComponent.Config config(String library, int ranking, int pollSeconds) {
        return new DevinfoComponent.Config() {
            @Override
            public String library() {
                return library;
            }

            @Override
            public int ranking() {
                return ranking;
            }

            @Override
            public int pollSeconds() {
                return pollSeconds;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return DevinfoComponent.Config.class;
            }
        };
    }

    /** Keeps level and text of each line, its values filled in. */
    static Logger logger(List<String> log) {
        return (Logger)
                Proxy.newProxyInstance(
                        RunningAdapter.class.getClassLoader(),
                        new Class<?>[] {Logger.class},
                        (proxy, method, arguments) -> {
                            String text = (String) arguments[0];
                            for (Object value : values(arguments)) {
                                text =
                                        text.replaceFirst(
                                                "\\{}",
                                                Matcher.quoteReplacement(String.valueOf(value)));
                            }
                            log.add(method.getName() + " " + text);
                            return null;
                        });
    }

    private static List<Object> values(Object[] arguments) {
        return Arrays.stream(arguments)
                .skip(1)
                .flatMap(
                        value ->
                                value instanceof Object[] several
                                        ? Arrays.stream(several)
                                        : Stream.of(value))
                .toList();
    }

    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Waits until the tree is offered. */
    RunningAdapter offered() {
        until(() -> bean.isOffered() && source() != null);
        return this;
    }

    /** {@return the device tree in service; null for none} */
    DeviceTreeSource source() {
        ServiceReference<DeviceTreeSource> reference = reference();
        return reference == null ? null : context.getService(reference);
    }

    ServiceReference<DeviceTreeSource> reference() {
        return context.getServiceReference(DeviceTreeSource.class);
    }

    /** {@return whether any component has not come to rest after its end} */
    boolean isWorking() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("lastpath-devinfo"));
    }

    /** Stops the component, and starts another one of the same bundle. */
    void restartComponent(DevinfoComponent.Config config) {
        component.deactivate();
        component = new DevinfoComponent(context, config, Map.of(), logger(log));
    }

    void stopComponent() {
        if (!stopped) {
            stopped = true;
            component.deactivate();
        }
    }

    @Override
    public void close() throws BundleException {
        stopComponent();
        framework.stop();
        until(() -> framework.getState() == Bundle.RESOLVED);
    }
}
