// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import io.lastpath.consumers.internal.host.HostUse;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the modules have in common: they look at the host anew for each request, register for what
 * they found and never change anything on the host. Safe for use by several threads.
 */
abstract class HostModule implements RcmModule {

    private final UseKeeper keeper;
    private final String info;
    private final Registered registered = new Registered();
    private volatile boolean blind;

    HostModule(UseKeeper keeper, String info) {
        this.keeper = keeper;
        this.info = info;
    }

    /**
     * {@return the disks to register for, each with what would be said about it and what that rests
     * on}
     */
    abstract Map<String, String> wanted(HostUse use);

    /**
     * {@return what is said about a disk and what that rests on, as {@link #wanted} has it where
     * others say and are registered for what they should}
     */
    abstract String compared(HostUse use, String resource);

    /** {@return how a disk is used} */
    abstract UsageReply usage(HostUse use, RcmHandle handle, String resource);

    /** {@return whether the users of a disk let go} */
    abstract ModuleReply letGo(HostUse use, RcmHandle handle, String resource, RcmFlags flags);

    /** {@return whether this module is registered for a disk} */
    final boolean speaksFor(String resource) {
        return registered.contains(resource);
    }

    /**
     * {@return whether it could not register when it last had to, because the host could not be
     * read: until it can, the coordinator says of every answer that nobody knows}
     */
    public final boolean isBlind() {
        return blind;
    }

    /**
     * Tells whether it has to register: what it would say or judge is not what it is registered
     * with, or what it has answered since, or it could not register the last time.
     *
     * @param use of the host now
     * @return whether it has to; while something is going on with a disk, once for each change and
     *     each answer
     */
    public final boolean hasToRegister(HostUse use) {
        return blind || registered.isOutdated(wanted(use));
    }

    @Override
    public final String info() {
        return info;
    }

    @Override
    public final RcmResult register(RcmHandle handle) {
        Known known = keeper.recent();
        blind = known.use().isEmpty();
        return known.use()
                .map(use -> registered.bringUpToDate(handle, wanted(use)))
                .orElseThrow(() -> new IllegalStateException(known.failure()));
    }

    @Override
    public final RcmResult unregister(RcmHandle handle) {
        return registered.bringUpToDate(handle, Map.of());
    }

    @Override
    public final UsageReply getInfo(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        Known known = look(handle, resource);
        return known.use()
                .map(use -> usage(use, handle, resource))
                .orElseGet(() -> UsageReply.failure(known.failure()));
    }

    /** A look for an answer; that it failed is what was answered as well. */
    private Known look(RcmHandle handle, String resource) {
        Known known = keeper.forRequest(handle.sequence().number());
        String words = known.use().map(use -> compared(use, resource)).orElse(known.failure());
        registered.answered(resource, words);
        return known;
    }

    @Override
    public final ModuleReply requestOffline(
            RcmHandle handle, String resource, long pid, RcmFlags flags) {
        Known known = look(handle, resource);
        return known.use()
                .map(use -> letGo(use, handle, resource, flags))
                .orElseGet(() -> unknown(handle, flags, known.failure()));
    }

    private static ModuleReply unknown(RcmHandle handle, RcmFlags flags, String failure) {
        boolean accepted =
                flags.has(RcmFlags.FORCE)
                        && handle.intent().accepted().contains(Intent.ACCEPT_UNKNOWN);
        return new ModuleReply(
                accepted ? RcmResult.SUCCESS : RcmResult.FAILURE,
                accepted ? "" : failure,
                List.of(),
                List.of(new Assessment(Verdict.UNKNOWN, failure)));
    }

    @Override
    public final ModuleReply requestSuspend(
            RcmHandle handle, String resource, long pid, Duration interval, RcmFlags flags) {
        return requestOffline(handle, resource, pid, flags);
    }

    @Override
    public final ModuleReply notifyResume(
            RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return ModuleReply.SUCCESS;
    }

    @Override
    public final ModuleReply notifyOnline(
            RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return ModuleReply.SUCCESS;
    }

    @Override
    public final ModuleReply notifyRemove(
            RcmHandle handle, String resource, long pid, RcmFlags flags) {
        // Whoever was told so is registered no more, and the disk may well stay.
        registered.forget(resource);
        return ModuleReply.SUCCESS;
    }
}
