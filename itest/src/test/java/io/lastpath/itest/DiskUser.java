// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A module that registers for every disk, writes down what it is asked, and answers as the vector
 * has the manager answer. Called by one thread after the other.
 */
final class DiskUser implements RcmModule {

    static final String MODULE = "disks";

    /**
     * A call.
     *
     * @param list the call of the vectors that it came from
     * @param disk about which disk
     * @param flags what it was given
     */
    record Call(String list, String disk, RcmFlags flags) {}

    private final RegistrationKind kind;
    private final Set<String> disks;
    private final List<Call> calls = new ArrayList<>();
    private final AtomicInteger registrations = new AtomicInteger();
    private Map<String, Integer> results = Map.of();
    private volatile Runnable meanwhile = () -> {};
    private volatile Runnable lettingGo = () -> {};
    private final Map<String, Runnable> byDisk = new ConcurrentHashMap<>();
    private final Map<String, Runnable> comingBack = new ConcurrentHashMap<>();

    DiskUser(Set<String> disks) {
        this(RegistrationKind.DR, disks);
    }

    DiskUser(RegistrationKind kind, Set<String> disks) {
        this.kind = kind;
        this.disks = disks;
    }

    /** {@return how often it has registered for all of them} */
    int registrations() {
        return registrations.get();
    }

    /** Answers so from now on; 0 where nothing is given. */
    synchronized void answer(Map<String, Integer> byList) {
        results = byList;
    }

    /** Does something while the next query waits for an answer. */
    void whenQueried(Runnable once) {
        meanwhile = once;
    }

    /** Does something while the next query about one disk waits for an answer. */
    void whenQueriedAbout(String disk, Runnable once) {
        byDisk.put(disk, once);
    }

    /** Does something while the next disk is being let go. */
    void whenTold(Runnable once) {
        lettingGo = once;
    }

    /** Does something while the users of one disk hear that it is back. */
    void whenBack(String disk, Runnable once) {
        comingBack.put(disk, once);
    }

    /** {@return the calls since it was asked last} */
    synchronized List<Call> takeCalls() {
        List<Call> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    private synchronized RcmResult called(String list, String disk, RcmFlags flags) {
        calls.add(new Call(list, disk, flags));
        return new RcmResult(results.getOrDefault(list, 0));
    }

    private ModuleReply reply(String list, String disk, RcmFlags flags) {
        RcmResult result = called(list, disk, flags);
        return new ModuleReply(
                result, result.isSuccess() ? "" : disk + " is in use", List.of(), List.of());
    }

    @Override
    public String info() {
        return "uses every disk";
    }

    @Override
    public RcmResult register(RcmHandle handle) {
        disks.forEach(disk -> handle.registerInterest(kind, disk, RcmFlags.NONE));
        registrations.incrementAndGet();
        return RcmResult.SUCCESS;
    }

    @Override
    public RcmResult unregister(RcmHandle handle) {
        return RcmResult.SUCCESS;
    }

    @Override
    public UsageReply getInfo(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        RcmResult result = called("get_info_list", resource, flags);
        return result.isSuccess()
                ? UsageReply.of("in use", Verdict.DATA_CRITICAL)
                : new UsageReply(result, "", "does not know", Map.of(), List.of());
    }

    private void meanwhile(String resource, RcmFlags flags) {
        if (flags.has(RcmFlags.QUERY)) {
            Runnable once = meanwhile;
            meanwhile = () -> {};
            once.run();
            Optional.ofNullable(byDisk.remove(resource)).ifPresent(Runnable::run);
        } else {
            Runnable once = lettingGo;
            lettingGo = () -> {};
            once.run();
        }
    }

    @Override
    public ModuleReply requestOffline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        meanwhile(resource, flags);
        return reply("request_offline_list", resource, flags);
    }

    @Override
    public ModuleReply notifyOnline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        Optional.ofNullable(comingBack.remove(resource)).ifPresent(Runnable::run);
        return reply("notify_online_list", resource, flags);
    }

    @Override
    public ModuleReply notifyRemove(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return reply("notify_remove_list", resource, flags);
    }

    @Override
    public ModuleReply requestSuspend(
            RcmHandle handle, String resource, long pid, Duration interval, RcmFlags flags) {
        meanwhile(resource, flags);
        return ModuleReply.SUCCESS;
    }

    @Override
    public ModuleReply notifyResume(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return ModuleReply.SUCCESS;
    }
}
