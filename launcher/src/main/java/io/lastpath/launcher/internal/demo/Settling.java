// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.demo;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.Poll;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.management.ModuleData;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.PhciData;
import io.lastpath.management.PreviewData;
import io.lastpath.management.SimulatedConsumerData;
import io.lastpath.management.SimulationMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Waits until registrations and verdicts have caught up with the host: they follow on threads of
 * their own, and what the demo prints must not depend on how fast.
 */
final class Settling {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final RuntimeConnection instance;

    Settling(RuntimeConnection instance) {
        this.instance = instance;
    }

    /**
     * Waits.
     *
     * @throws LauncherException if they do not catch up
     */
    void await() {
        if (!Poll.until(() -> isRead() && isRegistered() && isJudged(), LIMIT)) {
            throw new LauncherException(
                    ExitCode.FAILED,
                    "the verdicts did not settle within " + LIMIT.toSeconds() + " s");
        }
    }

    private boolean isRead() {
        SimulationMXBean host = instance.simulation();
        MpxioMXBean mpxio = instance.mpxio();
        return host.getClientCount() == mpxio.getClientCount()
                && host.getPathCount() == mpxio.getPathCount();
    }

    private boolean isRegistered() {
        Map<String, Integer> registrations =
                instance.coordinator().getModules().stream()
                        .filter(module -> module.standsBy().isEmpty())
                        .collect(Collectors.toMap(ModuleData::name, ModuleData::registrations));
        Map<String, Set<String>> used =
                instance.simulation().getConsumers().stream()
                        .collect(
                                Collectors.groupingBy(
                                        SimulatedConsumerData::module,
                                        Collectors.mapping(
                                                SimulatedConsumerData::client,
                                                Collectors.toSet())));
        return registrations.getOrDefault("mpxio", 0) >= instance.mpxio().getPhciCount()
                && used.entrySet().stream()
                        .allMatch(
                                each ->
                                        registrations.getOrDefault(each.getKey(), 0)
                                                >= each.getValue().size());
    }

    /** Verdicts in the table are made in the background, a preview is made when asked for. */
    private boolean isJudged() {
        MpxioMXBean mpxio = instance.mpxio();
        List<PhciData> phcis = mpxio.getPhcis();
        return phcis.stream()
                .allMatch(
                        phci -> {
                            PreviewData now = mpxio.previewData(phci.id());
                            return now.verdict().equals(phci.verdict())
                                    && now.endangeredClients() == phci.endangeredClients();
                        });
    }
}
