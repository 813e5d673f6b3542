// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.bench;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.time.Duration;

/** A module that agrees to everything at once, so that only the coordinator is measured. */
final class Agreeing implements RcmModule {

    @Override
    public String info() {
        return "agrees";
    }

    @Override
    public RcmResult register(RcmHandle handle) {
        return RcmResult.SUCCESS;
    }

    @Override
    public RcmResult unregister(RcmHandle handle) {
        return RcmResult.SUCCESS;
    }

    @Override
    public UsageReply getInfo(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return UsageReply.of("", Verdict.SAFE);
    }

    @Override
    public ModuleReply requestOffline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return ModuleReply.SUCCESS;
    }

    @Override
    public ModuleReply requestSuspend(
            RcmHandle handle, String resource, long pid, Duration interval, RcmFlags flags) {
        return ModuleReply.SUCCESS;
    }

    @Override
    public ModuleReply notifyOnline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return ModuleReply.SUCCESS;
    }

    @Override
    public ModuleReply notifyRemove(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return ModuleReply.SUCCESS;
    }

    @Override
    public ModuleReply notifyResume(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return ModuleReply.SUCCESS;
    }
}
