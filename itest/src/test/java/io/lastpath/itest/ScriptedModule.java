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
import java.util.function.Supplier;

/** Uses one resource and answers an offline as the test says. */
record ScriptedModule(String used, Supplier<ModuleReply> onOffline) implements RcmModule {

    @Override
    public String info() {
        return "scripted module 1.0";
    }

    @Override
    public RcmResult register(RcmHandle handle) {
        return handle.registerInterest(RegistrationKind.DR, used, RcmFlags.NONE).result();
    }

    @Override
    public RcmResult unregister(RcmHandle handle) {
        return handle.unregisterInterest(RegistrationKind.DR, used, RcmFlags.NONE).result();
    }

    @Override
    public UsageReply getInfo(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return UsageReply.of("scripted use of " + resource, Verdict.DATA_CRITICAL);
    }

    @Override
    public ModuleReply requestSuspend(
            RcmHandle handle, String resource, long pid, Duration interval, RcmFlags flags) {
        return ModuleReply.SUCCESS;
    }

    @Override
    public ModuleReply notifyResume(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return ModuleReply.SUCCESS;
    }

    @Override
    public ModuleReply requestOffline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return onOffline.get();
    }

    @Override
    public ModuleReply notifyOnline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return ModuleReply.SUCCESS;
    }

    @Override
    public ModuleReply notifyRemove(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return ModuleReply.SUCCESS;
    }
}
