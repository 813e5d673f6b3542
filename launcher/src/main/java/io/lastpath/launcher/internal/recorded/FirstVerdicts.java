// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.recorded;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.Poll;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.runtime.EmbeddedRuntime;
import io.lastpath.management.BeanNames;
import io.lastpath.management.DeviceTreeMXBean;
import io.lastpath.management.ModuleData;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.NameList;
import io.lastpath.management.PhciData;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.management.JMX;
import javax.management.ObjectName;

/**
 * Waits until an instance that was just started has read its host, everybody who may use its disks
 * has come and registered, and the verdicts are made of that.
 */
final class FirstVerdicts {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration REGISTRATION_LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final String MODULE = "io.lastpath.rcm.RcmModule";
    private static final String CONSUMERS = "io.lastpath.consumers-bundle";

    private final EmbeddedRuntime runtime;
    private final RuntimeConnection instance;
    private final ReadProgress progress;
    private List<String> before = List.of();

    FirstVerdicts(EmbeddedRuntime runtime, RuntimeConnection instance, ReadProgress progress) {
        this.runtime = runtime;
        this.instance = instance;
        this.progress = progress;
    }

    /**
     * Waits.
     *
     * @throws LauncherException if the host cannot be read, or the verdicts do not come
     */
    void await() {
        MpxioMXBean mpxio = instance.mpxio();
        boolean read =
                Poll.until(
                        () -> {
                            tree(mpxio)
                                    .ifPresent(
                                            tree ->
                                                    progress.look(
                                                            tree.getDescription(),
                                                            tree.getOldestReadSince()));
                            return !mpxio.isStale() || hasFailed(mpxio);
                        },
                        LIMIT);
        if (!read || (hasFailed(mpxio) && mpxio.isStale())) {
            throw new LauncherException(ExitCode.FAILED, mpxio.getStaleReason());
        }
        // Whoever still cannot register then makes the verdicts unknown, and they say so.
        boolean registered =
                Poll.until(() -> hasEverybody() && nobodyIsMissing(), REGISTRATION_LIMIT);
        BooleanSupplier complete = () -> hasEverybody() && (!registered || nobodyIsMissing());
        if (!Poll.until(
                () -> complete.getAsBoolean() && isSteady() && isJudged(mpxio), LIMIT, PAUSE)) {
            throw new LauncherException(
                    ExitCode.FAILED,
                    "the verdicts on "
                            + instance.where()
                            + " did not settle within "
                            + LIMIT.toSeconds()
                            + " s");
        }
    }

    /** A read without any adapter is none: the adapter just has not come yet. */
    private boolean hasFailed(MpxioMXBean mpxio) {
        return tree(mpxio).filter(tree -> tree.getFailureCount() > 0).isPresent();
    }

    private Optional<DeviceTreeMXBean> tree(MpxioMXBean mpxio) {
        ObjectName name = BeanNames.of("DeviceTree", mpxio.getAdapter());
        try {
            return instance.server().isRegistered(name)
                    ? Optional.of(
                            JMX.newMXBeanProxy(instance.server(), name, DeviceTreeMXBean.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new LauncherException(
                    ExitCode.FAILED, instance.where() + " does not answer: " + e.getMessage(), e);
        }
    }

    private boolean hasEverybody() {
        int offered = runtime.services(MODULE);
        int least = runtime.hasBundle(CONSUMERS) ? 2 : 1; // the multipath module is one itself
        return offered >= least && instance.coordinator().getModules().size() >= offered;
    }

    private boolean nobodyIsMissing() {
        return haveRegistered(instance.coordinator().getModules());
    }

    /** {@return whether each of these modules has said all that it would speak up for} */
    static boolean haveRegistered(List<ModuleData> modules) {
        return modules.stream().allMatch(module -> module.unregistered().isEmpty());
    }

    /** Modules register on threads of their own: nobody is still at it. */
    private boolean isSteady() {
        List<String> now =
                instance.coordinator().getModules().stream()
                        .map(module -> module.name() + " " + module.registrations())
                        .toList();
        boolean steady = now.equals(before);
        before = now;
        return steady;
    }

    /** Verdicts in the table are made in the background, a preview is made when asked for. */
    private static boolean isJudged(MpxioMXBean mpxio) {
        return mpxio.getTableSequence() > 0
                && mpxio.getPhcis().stream().allMatch(phci -> isJudged(mpxio, phci));
    }

    private static boolean isJudged(MpxioMXBean mpxio, PhciData phci) {
        return mpxio.previewData(NameList.format(List.of(phci.id())))
                .verdict()
                .equals(phci.verdict());
    }
}
