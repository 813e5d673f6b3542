// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import io.lastpath.engine.internal.crash.Call.Word;
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
import java.util.Map;
import java.util.function.Function;

/** A module that passes on what it is asked to its dependents, and has a witness of every call. */
class CrashModule implements RcmModule {

    /** For which every module registers as well. */
    static final String CAPACITY = "SUNW_memory";

    private final String name;
    private final Map<String, List<String>> dependents;
    private final Witness witness;

    /**
     * A module.
     *
     * @param name its name
     * @param dependents of each resource that it registers for
     * @param witness sees its calls
     */
    CrashModule(String name, Map<String, List<String>> dependents, Witness witness) {
        this.name = name;
        this.dependents = dependents;
        this.witness = witness;
    }

    @Override
    public String info() {
        return name + " 1.0";
    }

    @Override
    public RcmResult register(RcmHandle handle) {
        witness.registering(name);
        dependents
                .keySet()
                .forEach(one -> handle.registerInterest(RegistrationKind.DR, one, marked(one)));
        handle.registerInterest(RegistrationKind.CAPACITY, CAPACITY, RcmFlags.NONE);
        witness.registered(name);
        return RcmResult.SUCCESS;
    }

    private static RcmFlags marked(String resource) {
        return Topology.isRoot(resource) ? RcmFlags.FILESYS : RcmFlags.NONE;
    }

    @Override
    public RcmResult unregister(RcmHandle handle) {
        return RcmResult.SUCCESS;
    }

    @Override
    public UsageReply getInfo(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return UsageReply.of("used by " + name, Verdict.SAFE);
    }

    @Override
    public ModuleReply requestOffline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        Word word = flags.has(RcmFlags.QUERY) ? Word.OFFLINE_QUERY : Word.OFFLINE;
        return answer(word, handle, resource, below -> handle.requestOffline(below, flags));
    }

    @Override
    public ModuleReply requestSuspend(
            RcmHandle handle, String resource, long pid, Duration interval, RcmFlags flags) {
        Word word = flags.has(RcmFlags.QUERY) ? Word.SUSPEND_QUERY : Word.SUSPEND;
        return answer(
                word, handle, resource, below -> handle.requestSuspend(below, flags, interval));
    }

    @Override
    public ModuleReply notifyOnline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return answer(Word.ONLINE, handle, resource, below -> handle.notifyOnline(below, flags));
    }

    @Override
    public ModuleReply notifyRemove(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return answer(Word.REMOVE, handle, resource, below -> handle.notifyRemove(below, flags));
    }

    @Override
    public ModuleReply notifyResume(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return answer(Word.RESUME, handle, resource, below -> handle.notifyResume(below, flags));
    }

    @Override
    public ModuleReply requestCapacityChange(
            RcmHandle handle, String resource, long pid, RcmFlags flags, Map<String, String> data) {
        Word word = flags.has(RcmFlags.QUERY) ? Word.CAPACITY_QUERY : Word.CAPACITY;
        return answer(word, handle, resource, below -> RcmReply.SUCCESS);
    }

    @Override
    public ModuleReply notifyCapacityChange(
            RcmHandle handle, String resource, long pid, RcmFlags flags, Map<String, String> data) {
        return answer(Word.CAPACITY_NOTICE, handle, resource, below -> RcmReply.SUCCESS);
    }

    private ModuleReply answer(
            Word word, RcmHandle handle, String resource, Function<List<String>, RcmReply> passOn) {
        Call call = call(word, handle, resource);
        ModuleReply reply =
                witness.calling(call)
                        ? passedOn(resource, passOn)
                        : ModuleReply.refusal(name + " keeps " + resource);
        witness.called(call, reply.result().isSuccess());
        return reply;
    }

    /** {@return a callback for a resource} */
    final Call call(Word word, RcmHandle handle, String resource) {
        return new Call(
                handle.intent().reason(),
                handle.sequence().number(),
                handle.sequence().depth(),
                word,
                name,
                resource);
    }

    private ModuleReply passedOn(String resource, Function<List<String>, RcmReply> passOn) {
        List<String> below = dependents.getOrDefault(resource, List.of());
        RcmReply reply = below.isEmpty() ? RcmReply.SUCCESS : passOn.apply(below);
        return reply.isSuccess()
                ? ModuleReply.SUCCESS
                : new ModuleReply(
                        reply.result(),
                        name + " needs what hangs by " + resource,
                        reply.tuples(),
                        reply.assessments());
    }
}
