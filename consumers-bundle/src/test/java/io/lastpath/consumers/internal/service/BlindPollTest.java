// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.module.FakeHandle;
import io.lastpath.consumers.internal.scan.FakeHost;
import io.lastpath.devinfo.DeviceTreeReader;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.RcmModule;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** What the poll tells of a time at which the host cannot be read. */
class BlindPollTest {

    private final FakeHandle handle = new FakeHandle();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final Semaphore polls = new Semaphore(0);

    @Test
    void theGuardIsAskedOnceWhenItBeginsAndWhoCouldNotRegisterWhenItEnds(
            @TempDir Path root, @TempDir Path storage) throws Exception {
        FakeHost host = new FakeHost(root).multipath(0).process(1, "init", "1");
        Framework framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
        BundleContext context = framework.getBundleContext();
        ConsumersComponent component =
                new ConsumersComponent(
                        context, Parts.config(1, 0, 10_000), Map.of(), Parts.logger(log));
        try {
            component.coordinator = coordinator(context);
            component.addReader(reader(host.root()));
            await("host");

            Files.move(root.resolve("sys"), root.resolve("sys.gone"));
            await("host could not");
            polls.drainPermits();
            assertThat(polls.tryAcquire(3, 20, TimeUnit.SECONDS)).isTrue();
            assertThat(asked).as("it is known already").isEmpty();
            Files.move(root.resolve("sys.gone"), root.resolve("sys"));
            await("host");
            polls.drainPermits();
            assertThat(polls.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            component.deactivate();
            framework.stop();
            framework.waitForStop(0);
        }
        assertThat(log).filteredOn(line -> line.startsWith("warn")).hasSize(1);
        assertThat(log).filteredOn(line -> line.contains("again")).hasSize(1);
    }

    private void await(String what) throws InterruptedException {
        String next = "";
        while (!what.equals(next)) {
            next = asked.poll(20, TimeUnit.SECONDS);
            assertThat(next).as(what).isNotNull();
        }
    }

    /** Has a module register at once. */
    private Coordinator coordinator(BundleContext context) {
        return (Coordinator)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Coordinator.class},
                        (proxy, method, arguments) -> {
                            String name = (String) arguments[0];
                            asked.add(name + (register(context, name) ? "" : " could not"));
                            return null;
                        });
    }

    private boolean register(BundleContext context, String name) throws Exception {
        String filter = "(" + RcmModule.NAME + "=" + name + ")";
        RcmModule module =
                context.getService(
                        context.getServiceReferences(RcmModule.class, filter).iterator().next());
        try {
            return module.register(handle.open(name)).isSuccess();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Is asked for the adapter at the beginning of each poll. */
    private DeviceTreeReader reader(Path root) {
        Map<String, Object> adapter =
                Map.of(
                        DeviceTreeSource.ADAPTER,
                        ConsumersComponent.ADAPTER,
                        DeviceTreeSource.ROOT,
                        root.toString());
        return (DeviceTreeReader)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {DeviceTreeReader.class},
                        (proxy, method, arguments) -> {
                            if (!method.getName().equals("adapter")) {
                                return null;
                            }
                            polls.release();
                            return adapter;
                        });
    }
}
