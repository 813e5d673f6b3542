// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.consumer;

import io.lastpath.devinfo.ResourceName;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.UsageReply;
import io.lastpath.sim.internal.scenario.Answer;
import io.lastpath.sim.internal.scenario.ScenarioConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The RCM module that answers for all consumers of one module name. Its consumers are replaced as a
 * whole while it is in service; a call in flight goes on with those that it started with. Safe for
 * use by several threads.
 */
public final class ConsumerModule implements RcmModule {

    private final String info;
    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private final CountDownLatch gone = new CountDownLatch(1);
    private volatile Map<String, List<ScenarioConsumer>> consumers = Map.of();

    /**
     * A module without consumers.
     *
     * @param info name and version, one line
     */
    public ConsumerModule(String info) {
        this.info = info;
    }

    /**
     * Replaces the consumers. The coordinator learns of it at the next {@link #register}.
     *
     * @param current all consumers of this module
     */
    public void update(List<ScenarioConsumer> current) {
        consumers =
                current.stream()
                        .filter(each -> !ResourceName.isTooLong(resource(each)))
                        .collect(Collectors.groupingBy(ConsumerModule::resource));
    }

    /** Ends the answers that are still being waited for: the module leaves. */
    public void leave() {
        gone.countDown();
    }

    /** {@return the name of the resource that a consumer uses} */
    static String resource(ScenarioConsumer consumer) {
        return ResourceName.of(consumer.client());
    }

    @Override
    public String info() {
        return info;
    }

    @Override
    public RcmResult register(RcmHandle handle) {
        return new ConsumerRegistrations(registered, handle).bringUpToDate(consumers.keySet());
    }

    @Override
    public RcmResult unregister(RcmHandle handle) {
        return new ConsumerRegistrations(registered, handle).bringUpToDate(Set.of());
    }

    @Override
    public UsageReply getInfo(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        List<ScenarioConsumer> users = users(resource);
        if (users.isEmpty()) {
            return UsageReply.failure(resource + " is no longer used");
        }
        if (!answered(users)) {
            return UsageReply.failure(interrupted(resource));
        }
        String usage =
                users.stream().map(ScenarioConsumer::usage).collect(Collectors.joining("; "));
        return UsageReply.of(usage, ConsumerAnswer.severity(users));
    }

    @Override
    public ModuleReply requestOffline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        Function<ScenarioConsumer, Answer> answer =
                flags.has(RcmFlags.QUERY) ? ScenarioConsumer::query : ScenarioConsumer::offline;
        return request(handle, resource, flags, answer);
    }

    @Override
    public ModuleReply requestSuspend(
            RcmHandle handle, String resource, long pid, Duration interval, RcmFlags flags) {
        return request(handle, resource, flags, ScenarioConsumer::suspend);
    }

    @Override
    public ModuleReply notifyResume(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return notice(resource);
    }

    @Override
    public ModuleReply notifyOnline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return notice(resource);
    }

    @Override
    public ModuleReply notifyRemove(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return notice(resource);
    }

    private ModuleReply request(
            RcmHandle handle,
            String resource,
            RcmFlags flags,
            Function<ScenarioConsumer, Answer> answer) {
        List<ScenarioConsumer> users = users(resource);
        if (!answered(users)) {
            return ModuleReply.refusal(interrupted(resource));
        }
        boolean force = flags.has(RcmFlags.FORCE);
        Set<String> accepted = force ? handle.intent().accepted() : Set.of();
        return new ConsumerAnswer(resource, flags.has(RcmFlags.QUERY), force, accepted)
                .of(users, answer);
    }

    private ModuleReply notice(String resource) {
        return answered(users(resource))
                ? ModuleReply.SUCCESS
                : ModuleReply.refusal(interrupted(resource));
    }

    private List<ScenarioConsumer> users(String resource) {
        return consumers.getOrDefault(resource, List.of());
    }

    private static String interrupted(String resource) {
        return "the answer for " + resource + " was interrupted";
    }

    /** Takes the time that the answers take, one after the other; false if interrupted. */
    private boolean answered(List<ScenarioConsumer> users) {
        long millis = users.stream().mapToLong(ScenarioConsumer::delayMillis).sum();
        if (millis == 0) {
            return true;
        }
        try {
            gone.await(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
