// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * The framework with the bundles of the distribution, in this process. Safe for use by several
 * threads.
 */
public final class EmbeddedRuntime implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofMillis(4500);

    private final Framework framework;

    private EmbeddedRuntime(Framework framework) {
        this.framework = framework;
    }

    /**
     * Starts the bundles of a home, in the order of their start levels.
     *
     * @param home the home
     * @return the runtime, to be closed; all its bundles run
     * @throws LauncherException if one does not start; nothing runs then
     */
    public static EmbeddedRuntime start(Home home) {
        return start(home, Optional.empty(), false);
    }

    /**
     * Starts the bundles of a home, to look at another host than this one.
     *
     * @param home the home
     * @param root the folder that holds the host's files; empty for this host
     * @param isScenario whether a scenario is loaded as soon as it runs
     * @return the runtime, to be closed; all its bundles run
     * @throws LauncherException if one does not start; nothing runs then
     */
    public static EmbeddedRuntime start(Home home, Optional<Path> root, boolean isScenario) {
        Path journals = Journals.of(home, root, isScenario);
        SystemBundles system = SystemBundles.of(home.system());
        EmbeddedRuntime runtime =
                new EmbeddedRuntime(
                        ServiceLoader.load(FrameworkFactory.class)
                                .findFirst()
                                .orElseThrow()
                                .newFramework(
                                        FrameworkSettings.of(
                                                home,
                                                system.lastLevel(),
                                                root,
                                                journals,
                                                isScenario)));
        try {
            runtime.start(system);
        } catch (BundleException | LauncherException e) {
            runtime.close();
            throw new LauncherException(
                    ExitCode.FAILED, "the framework did not start: " + e.getMessage(), e);
        }
        return runtime;
    }

    private void start(SystemBundles system) throws BundleException {
        ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
        framework.init(event -> note(event, errors));
        framework.getBundleContext().addFrameworkListener(event -> note(event, errors));
        List<Bundle> bundles = system.install(framework.getBundleContext());
        framework.start();
        String notRunning = SystemBundles.notRunning(bundles);
        if (!notRunning.isEmpty()) {
            throw new LauncherException(
                    ExitCode.FAILED,
                    notRunning
                            + " did not start; "
                            + errors.stream().collect(Collectors.joining("; ")));
        }
    }

    private static void note(FrameworkEvent event, ConcurrentLinkedQueue<String> errors) {
        if (event.getType() == FrameworkEvent.ERROR) {
            errors.add(String.valueOf(event.getThrowable().getMessage()));
        }
    }

    /**
     * Counts services.
     *
     * @param type name of their interface
     * @return how many are offered now, whoever may see them
     */
    public int services(String type) {
        try {
            ServiceReference<?>[] found =
                    framework.getBundleContext().getAllServiceReferences(type, null);
            return found == null ? 0 : found.length;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("there is no filter to be wrong", e);
        }
    }

    /**
     * Tells whether a bundle is there.
     *
     * @param symbolicName which
     * @return whether it is installed
     */
    public boolean hasBundle(String symbolicName) {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .anyMatch(bundle -> symbolicName.equals(bundle.getSymbolicName()));
    }

    /**
     * Waits for the beans of the coordinator and of the multipath module.
     *
     * @return tells about this runtime
     * @throws LauncherException if they do not come
     */
    public Readiness awaitReady() {
        Readiness readiness = new Readiness(ManagementFactory.getPlatformMBeanServer());
        readiness.await();
        return readiness;
    }

    /**
     * Waits until the runtime was stopped.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public void awaitStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    /** Stops the bundles, the last started first, and waits up to 4.5 s for them. */
    @Override
    public void close() {
        try {
            framework.stop();
            FrameworkEvent event = framework.waitForStop(STOP_LIMIT.toMillis());
            if (event.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
                throw new LauncherException(
                        ExitCode.FAILED,
                        "the bundles did not stop within " + STOP_LIMIT.toMillis() + " ms");
            }
        } catch (BundleException e) {
            throw new LauncherException(
                    ExitCode.FAILED, "the framework did not stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
