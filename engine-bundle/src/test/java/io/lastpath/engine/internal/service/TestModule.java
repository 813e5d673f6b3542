// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A module that registers for a list of resources, agrees to all, and does what a test says. */
public class TestModule implements RcmModule {

    /** One operation, as a test would have it. */
    interface Reaction {
        ModuleReply to(RcmHandle handle, String resource, RcmFlags flags);
    }

    final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> resources;
    volatile Reaction offline = (handle, resource, flags) -> ModuleReply.SUCCESS;
    public volatile ModuleReply online = ModuleReply.SUCCESS;
    volatile Reaction suspend = (handle, resource, flags) -> ModuleReply.SUCCESS;
    volatile RcmHandle lastHandle;

    public TestModule(String... resources) {
        this.resources = List.of(resources);
    }

    /** Has the module answer this to every offline. */
    public void answer(ModuleReply reply) {
        offline = (handle, resource, flags) -> reply;
    }

    /** {@return an agreement to let go of a resource that says how grave that is} */
    static ModuleReply agreement(Verdict verdict, String reason, String use) {
        return new ModuleReply(
                RcmResult.SUCCESS,
                "",
                List.of(),
                List.of(new Assessment(verdict, reason, Set.of(use))));
    }

    /** {@return what the initiator of the last offline accepted to lose} */
    public Set<String> accepted() {
        return lastHandle.intent().accepted();
    }

    @Override
    public String info() {
        return "test module 1.0";
    }

    @Override
    public RcmResult register(RcmHandle handle) {
        resources.forEach(one -> handle.registerInterest(RegistrationKind.DR, one, RcmFlags.NONE));
        return RcmResult.SUCCESS;
    }

    @Override
    public RcmResult unregister(RcmHandle handle) {
        calls.add("unregister");
        return RcmResult.SUCCESS;
    }

    @Override
    public UsageReply getInfo(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        String with = flags.has(RcmFlags.INCLUDE_DEPENDENT) ? ", asked with dependents" : "";
        return UsageReply.of("used for " + resource + with, Verdict.SAFE);
    }

    @Override
    public ModuleReply requestSuspend(
            RcmHandle handle, String resource, long pid, Duration interval, RcmFlags flags) {
        calls.add("suspend " + resource + " " + interval.toMillis() + " " + flags);
        return suspend.to(handle, resource, flags);
    }

    @Override
    public ModuleReply notifyResume(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        calls.add("resume " + resource + " " + flags);
        return ModuleReply.SUCCESS;
    }

    @Override
    public ModuleReply requestOffline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        calls.add("offline " + resource + " " + flags);
        lastHandle = handle;
        return offline.to(handle, resource, flags);
    }

    @Override
    public ModuleReply notifyOnline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        calls.add("online " + resource + " " + flags);
        return online;
    }

    @Override
    public ModuleReply notifyRemove(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        calls.add("remove " + resource + " " + flags);
        return ModuleReply.SUCCESS;
    }

    /** Passes an offline on to dependents. */
    static ModuleReply cascade(RcmHandle handle, RcmFlags flags, String... dependents) {
        RcmReply reply = handle.requestOffline(List.of(dependents), flags);
        return new ModuleReply(
                reply.result(),
                reply.isSuccess() ? "" : "dependents failed",
                reply.tuples(),
                reply.assessments());
    }
}
