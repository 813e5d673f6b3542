// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.management.BeanNames;
import io.lastpath.management.SimulationMXBean;
import io.lastpath.rcm.RcmModule;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.rmi.server.RMIServerSocketFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import javax.management.JMX;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.log.Logger;

/** The simulator in a real framework, with its bean behind a real connector on loopback. */
final class RunningSimulator implements AutoCloseable {

    final List<String> log = new CopyOnWriteArrayList<>();
    final BundleContext context;
    final SimulatorComponent component;
    final SimulationMXBean bean;
    private final Framework framework;
    private final JMXConnectorServer server;
    private final JMXConnector connector;
    private boolean stopped;

    RunningSimulator(Path directory, String scenario) throws Exception {
        this(directory, scenario, Map.of());
    }

    RunningSimulator(Path directory, String scenario, Map<String, String> properties)
            throws Exception {
        Map<String, String> all = new HashMap<>(properties);
        all.put(Constants.FRAMEWORK_STORAGE, directory.resolve("felix").toString());
        framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(all);
        framework.start();
        context = framework.getBundleContext();
        component = new SimulatorComponent(context, config(scenario, 5), Map.of(), logger());
        server = server();
        connector = JMXConnectorFactory.connect(server.getAddress());
        bean =
                JMX.newMXBeanProxy(
                        connector.getMBeanServerConnection(),
                        BeanNames.of("Simulation"),
                        SimulationMXBean.class);
    }

    private static JMXConnectorServer server() throws IOException {
        System.setProperty("java.rmi.server.hostname", "127.0.0.1");
        RMIServerSocketFactory loopback =
                port -> new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
        JMXConnectorServer server =
                JMXConnectorServerFactory.newJMXConnectorServer(
                        new JMXServiceURL("rmi", "127.0.0.1", 0),
                        Map.of(RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE, loopback),
                        ManagementFactory.getPlatformMBeanServer());
        server.start();
        return server;
    }

    static SimulatorComponent.Config config(String scenario, int ranking) {
        return config(scenario, () -> ranking);
    }

    /** A value of the wrong type is thrown at whoever reads it. */
    static SimulatorComponent.Config config(String scenario, IntSupplier ranking) {
        return new SimulatorComponent.Config() {
            @Override
            public String scenario() {
                return scenario;
            }

            @Override
            public int ranking() {
                return ranking.getAsInt();
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return SimulatorComponent.Config.class;
            }
        };
    }

    /** Keeps level and text of each line, its values filled in. */
    private Logger logger() {
        return (Logger)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Logger.class},
                        (proxy, method, arguments) -> {
                            String text = (String) arguments[0];
                            for (Object value : values(arguments)) {
                                text = text.replaceFirst("\\{}", quoted(value));
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
                                        : Arrays.stream(new Object[] {value}))
                .toList();
    }

    private static String quoted(Object value) {
        return Matcher.quoteReplacement(String.valueOf(value));
    }

    /** Waits for the first line of the log: the configured scenario is loaded, or it is not. */
    RunningSimulator settled() {
        until(() -> !log.isEmpty());
        return this;
    }

    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** {@return the device tree in service; null for none} */
    DeviceTreeSource source() {
        ServiceReference<DeviceTreeSource> reference =
                context.getServiceReference(DeviceTreeSource.class);
        return reference == null ? null : context.getService(reference);
    }

    Map<String, Object> sourceProperties() {
        ServiceReference<DeviceTreeSource> reference =
                context.getServiceReference(DeviceTreeSource.class);
        return Arrays.stream(reference.getPropertyKeys())
                .collect(Collectors.toMap(key -> key, reference::getProperty));
    }

    /** {@return the modules in service by name} */
    Map<String, RcmModule> modules() throws InvalidSyntaxException {
        Collection<ServiceReference<RcmModule>> references =
                context.getServiceReferences(RcmModule.class, null);
        return references.stream()
                .collect(
                        Collectors.toMap(
                                reference -> (String) reference.getProperty(RcmModule.NAME),
                                context::getService));
    }

    void stopComponent() {
        if (!stopped) {
            stopped = true;
            component.deactivate();
        }
    }

    @Override
    public void close() throws IOException, BundleException {
        connector.close();
        server.stop();
        stopComponent();
        framework.stop();
        until(() -> framework.getState() == Bundle.RESOLVED);
    }
}
