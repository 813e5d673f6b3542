// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.service;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.module.Judge;
import io.lastpath.consumers.internal.module.UseKeeper;
import io.lastpath.devinfo.DeviceTreeReader;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.rcm.Coordinator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Offers the modules while the device tree in use is that of the Linux adapter: who uses the disks
 * of this host says nothing about those of another. Follows changes by a slow poll and has the
 * modules register anew. All of that on one thread.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = ConsumersComponent.PID)
@Designate(ocd = ConsumersComponent.Config.class)
public final class ConsumersComponent {

    static final String PID = "io.lastpath.consumers";

    /** Name of the adapter whose disks these modules know. */
    static final String ADAPTER = "linux";

    /** The configuration {@code io.lastpath.consumers}. */
    @ObjectClassDefinition(
            name = "Lastpath consumers",
            description = "Who uses the multipathed disks of a Linux host.")
    public @interface Config {

        @AttributeDefinition(
                name = "Poll",
                description = "Seconds from one look for changes to the next.",
                min = "1",
                required = false)
        int pollSeconds() default 5;

        @AttributeDefinition(
                name = "Age",
                description =
                        "Milliseconds that a look at the host, once it has ended, is good for"
                                + " several questions. A request is always answered from a look that began after it.",
                min = "0",
                required = false)
        int ageMillis() default 500;

        @AttributeDefinition(
                name = "Time limit",
                description =
                        "Milliseconds that a look at the host may take. One that takes longer makes"
                                + " the answer unknown.",
                min = "1",
                required = false)
        int timeLimitMillis() default 5_000;
    }

    private static final int RUNNING = Bundle.STARTING | Bundle.ACTIVE;

    private final BundleContext context;
    private final Settings settings;
    private final Logger logger;
    private final ScheduledExecutorService worker = worker();
    private final Adapters adapters = new Adapters();
    private final AtomicReference<OfferedModules> offered = new AtomicReference<>();
    private final Runnable choiceListener = this::followSoon;
    private volatile DeviceTreeReader reader;
    private volatile boolean stopped;

    // Used by the worker only
    private String offeredRoot = "";
    private String failure = "";

    // The modules are no components, so that the coordinator's use of them makes no circle of this.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Coordinator coordinator;

    /**
     * Starts to follow the host; offers nothing before an adapter is there.
     *
     * @param context of the bundle
     * @param config the settings
     * @param properties all that is configured
     * @param logger is told what could not be read
     */
    @Activate
    public ConsumersComponent(
            BundleContext context,
            Config config,
            Map<String, Object> properties,
            @Reference(service = LoggerFactory.class) Logger logger) {
        this.context = context;
        this.logger = logger;
        this.settings = Settings.of(config, properties.keySet(), logger);
        worker.scheduleWithFixedDelay(this::follow, 0, settings.pollSeconds(), TimeUnit.SECONDS);
    }

    private static ScheduledExecutorService worker() {
        return new ScheduledThreadPoolExecutor(
                1,
                work -> {
                    Thread thread = new Thread(work, "lastpath consumers poll");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Reference(
            service = DeviceTreeSource.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removeAdapter",
            updated = "updatedAdapter")
    void addAdapter(ServiceReference<DeviceTreeSource> arrived) {
        adapters.add(arrived);
        followSoon();
    }

    void removeAdapter(ServiceReference<DeviceTreeSource> left) {
        adapters.remove(left);
        followSoon();
    }

    /** Its ranking may have changed. */
    void updatedAdapter(ServiceReference<DeviceTreeSource> changed) {
        followSoon();
    }

    /** Knows which adapter was chosen. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "removeReader")
    void addReader(DeviceTreeReader arrived) {
        reader = arrived;
        arrived.addAdapterListener(choiceListener);
        followSoon();
    }

    /** Another one may have come already. */
    void removeReader(DeviceTreeReader left) {
        left.removeAdapterListener(choiceListener);
        if (reader == left) {
            reader = null;
        }
        followSoon();
    }

    private void followSoon() {
        try {
            worker.execute(this::follow);
        } catch (RejectedExecutionException e) {
            logger.debug("Stopped already");
        }
    }

    @Deactivate
    void deactivate() {
        stopped = true;
        worker.shutdownNow();
        withdraw();
    }

    private void follow() {
        try {
            String root = root();
            if (!root.equals(offeredRoot)) {
                withdraw();
                offeredRoot = "";
                if (!root.isEmpty() && !isStopping()) {
                    offer(root);
                }
            }
            OfferedModules current = offered.get();
            if (current != null) {
                tellChanges(current);
            }
        } catch (RuntimeException e) {
            if (!isStopping()) { // then the bundle's context is not valid any more
                logger.error("Following the users of disks failed; it is tried again", e);
            }
        }
    }

    /**
     * Tells whether this bundle stops, or all of them do. An adapter that comes into use because
     * another has stopped already is none to begin with; and before this is deactivated, the
     * context may have become invalid.
     */
    private boolean isStopping() {
        try {
            return stopped
                    || (context.getBundle().getState() & RUNNING) == 0
                    || (context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() & RUNNING)
                            == 0;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** {@return the folder to be read; empty where the tree in use is not that of a Linux host} */
    private String root() {
        Map<String, Object> used = adapters.inUse(Optional.ofNullable(reader));
        if (!ADAPTER.equals(used.get(DeviceTreeSource.ADAPTER))) {
            return "";
        }
        Object read = used.get(DeviceTreeSource.ROOT);
        return read instanceof String folder && !folder.isBlank() ? folder : "/";
    }

    private void offer(String root) {
        UseKeeper keeper =
                new UseKeeper(
                        new HostFiles(Path.of(root)),
                        settings.ageMillis(),
                        settings.timeLimitMillis(),
                        System::nanoTime);
        offered.set(offered(keeper));
        offeredRoot = root;
        if (stopped) {
            withdraw();
        }
        logger.info("Answering for who uses the disks of {}", root);
    }

    private OfferedModules offered(UseKeeper keeper) {
        try {
            return new OfferedModules(context, keeper, new Judge(this::usablePhcis));
        } catch (RuntimeException e) {
            keeper.close();
            throw e;
        }
    }

    private Set<String> usablePhcis(String disk) {
        DeviceTreeReader present = reader;
        return present == null ? Set.of() : present.usablePhcis(disk);
    }

    private void withdraw() {
        OfferedModules former = offered.getAndSet(null);
        if (former != null) {
            former.close();
        }
    }

    private void tellChanges(OfferedModules current) {
        List<String> changed = current.changed();
        if (stopped) { // the look was broken off
            return;
        }
        Coordinator present = coordinator;
        if (present != null) {
            changed.forEach(present::requestRegistration);
        }
        if (!current.failure().equals(failure)) {
            failure = current.failure();
            if (failure.isEmpty()) {
                logger.info("Who uses the disks can be found out again");
            } else {
                logger.warn("Who uses the disks is not known: {}", failure);
            }
        }
    }
}
