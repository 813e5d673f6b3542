// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import io.lastpath.management.BeanNames;
import io.lastpath.management.DescribedEmitterMBean;
import io.lastpath.management.DescribedMBean;
import io.lastpath.management.DeviceTreeMXBean;
import io.lastpath.management.EventLog;
import io.lastpath.management.MpxioGroupMXBean;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.NotificationQueue;
import io.lastpath.management.PhciMXBean;
import io.lastpath.mpxio.internal.DaemonThreads;
import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.adapter.Adapter;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.adapter.TableListener;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.management.Changes.Change;
import io.lastpath.mpxio.internal.module.MpxioModule;
import io.lastpath.mpxio.internal.preview.PreviewRun;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.CoordinatorListener;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.Operation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.management.ObjectName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Judges every PHCI again when the table or a registration changed, publishes the result as one
 * immutable overview, and keeps beans and notifications in step with it. All of this happens on one
 * thread of its own; what comes close together is done once.
 */
@Component(
        service = {},
        immediate = true)
public final class MpxioManagement implements TableListener, CoordinatorListener {

    private static final ObjectName NAME = BeanNames.of("Mpxio");
    private static final int QUEUE = 1000;

    private final TableKeeper keeper;
    private final MpxioModule module;
    private final MpxioSettings settings;
    private final Logger logger;
    private final Beans beans;
    private final CoordinatorAccess coordinator = new CoordinatorAccess();
    private final ExecutorService worker = DaemonThreads.single("lastpath-mpxio-beans");
    private final ExecutorService reader = DaemonThreads.single("lastpath-mpxio-refresh");
    private final NotificationQueue notifications =
            NotificationQueue.open("lastpath-mpxio-notifications", QUEUE, Changes.info());
    private final EventLog events = new EventLog(Clock.systemUTC());
    private final Runnable settingsListener = this::judgeSoon;
    private final AtomicBoolean queued = new AtomicBoolean();
    private final AtomicBoolean refreshQueued = new AtomicBoolean();
    private final LatestOverview latest;

    /** The last state seen and the changes not yet told; used by the worker only. */
    private TableState seen = TableState.unread();

    private final List<Change> untold = new ArrayList<>();
    private final VerdictNews verdicts = new VerdictNews();

    /**
     * Starts to listen; beans appear soon after.
     *
     * @param keeper has the table
     * @param module registers anew when somebody refreshes
     * @param settings has the bean limit
     * @param logger is told of beans that cannot be registered
     */
    @Activate
    public MpxioManagement(
            @Reference TableKeeper keeper,
            @Reference MpxioModule module,
            @Reference MpxioSettings settings,
            @Reference(service = LoggerFactory.class) Logger logger) {
        this.keeper = keeper;
        this.module = module;
        this.settings = settings;
        this.logger = logger;
        this.beans = new Beans(logger);
        this.latest = new LatestOverview(keeper, coordinator);
        keeper.addListener(this);
        settings.addListener(settingsListener);
        judgeSoon();
        if (!keeper.adapters().isEmpty()) {
            refreshSoon(); // adapters that came before had nobody to tell
        }
    }

    /** Takes all beans away. */
    @Deactivate
    public void close() {
        keeper.removeListener(this);
        settings.removeListener(settingsListener);
        coordinator.current().ifPresent(this::ignore);
        worker.shutdown(); // after what is queued
        reader.shutdownNow();
        notifications.close();
        beans.close();
    }

    /** A coordinator arrived: everything can be judged. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void setCoordinator(Coordinator arrived) {
        coordinator.set(arrived);
        worker.execute(() -> arrived.addListener(this));
        judgeSoon();
    }

    /** The coordinator leaves: nothing can be judged. */
    public void unsetCoordinator(Coordinator left) {
        coordinator.unset(left);
        ignore(left);
        module.forgetAll();
        judgeSoon();
    }

    private void ignore(Coordinator left) {
        worker.execute(() -> left.removeListener(this));
    }

    @Override
    public void registrationsChanged() {
        judgeSoon();
    }

    /** A module may have asked while it answered something else than an offline. */
    @Override
    public void operationEnded(Operation operation) {
        requestOver(operation.number());
    }

    @Override
    public void requestOver(long number) {
        if (module.forget(number)) {
            coordinator.current().ifPresent(one -> one.requestRegistration(MpxioModule.MODULE));
        }
    }

    @Override
    public void published(TableState state) {
        judgeSoon(); // looks for itself: what came since is told at once
    }

    @Override
    public void adaptersChanged() {
        judgeSoon();
    }

    /** With a coordinator, it has the module register, which reads the tree. */
    @Override
    public void treeChanged() {
        Optional<Coordinator> present = coordinator.current();
        if (present.isPresent()) {
            present.get().requestRegistration(MpxioModule.MODULE);
        } else {
            refreshSoon();
        }
    }

    private void refreshSoon() {
        if (refreshQueued.compareAndSet(false, true)) {
            reader.execute(
                    () -> {
                        refreshQueued.set(false);
                        keeper.refresh();
                    });
        }
    }

    private void judgeSoon() {
        if (queued.compareAndSet(false, true)) {
            worker.execute(
                    () -> {
                        queued.set(false);
                        judge();
                    });
        }
    }

    private void judge() {
        Optional<Coordinator> asked = coordinator.current();
        try {
            see();
            show(judged(asked), asked);
        } catch (RuntimeException | Error e) {
            logger.error("The PHCIs could not be judged.", e);
            show(latest.asJudged().doubted("the PHCIs could not be judged: " + e), asked);
            if (e instanceof VirtualMachineError) {
                throw e;
            }
        }
    }

    /** What was published since is told as one step, however much came while others were asked. */
    private void see() {
        TableState now = keeper.state();
        if (now.revision() > seen.revision()) {
            untold.addAll(Changes.between(seen, now));
            seen = now;
        }
    }

    private Overview judged(Optional<Coordinator> asked) {
        Intent intent = Intent.of(Initiator.process(ProcessHandle.current().pid()), "preview");
        PreviewRun run = PreviewRun.asking(seen, asked, intent);
        return new OverviewBuilder(run, settings.beanLimit()).build();
    }

    /** Shows first and notifies then, so that whoever is notified sees what it is about. */
    private void show(Overview after, Optional<Coordinator> asked) {
        untold.addAll(verdicts.in(after));
        latest.set(after, seen, asked);
        beans.sync(wanted(after));
        untold.forEach(this::tell);
        untold.clear();
    }

    private void tell(Change change) {
        events.add(change.type(), change.message());
        if (change.type().equals(Changes.GROUPS_CHANGED)) {
            logger.info("{}", change.message());
        }
        notifications.send(change.type(), NAME, change.message());
    }

    private Map<ObjectName, Supplier<Object>> wanted(Overview shown) {
        Map<ObjectName, Supplier<Object>> wanted = new HashMap<>();
        wanted.put(
                NAME,
                () ->
                        new DescribedEmitterMBean(
                                new MpxioBean(
                                        keeper,
                                        module,
                                        settings,
                                        coordinator,
                                        notifications,
                                        events,
                                        latest),
                                MpxioMXBean.class,
                                notifications));
        for (Adapter adapter : keeper.adapters()) {
            String name = adapter.name();
            wanted.put(
                    BeanNames.of("DeviceTree", name),
                    () ->
                            new DescribedMBean(
                                    new AdapterBean(name, keeper), DeviceTreeMXBean.class));
        }
        for (String id : shown.phciViews().keySet()) {
            wanted.put(
                    BeanNames.of("Phci", id),
                    () ->
                            new DescribedMBean(
                                    new PhciBean(id, latest, coordinator), PhciMXBean.class));
        }
        for (String id : shown.groupViews().keySet()) {
            wanted.put(
                    BeanNames.of("MpxioGroup", id),
                    () -> new DescribedMBean(new GroupBean(id, latest), MpxioGroupMXBean.class));
        }
        return wanted;
    }
}
