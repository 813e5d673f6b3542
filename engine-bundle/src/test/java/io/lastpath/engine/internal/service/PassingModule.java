// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import java.util.List;

/** A module that passes on what it is asked and told to the dependents of its resources. */
final class PassingModule extends TestModule {

    private final List<String> dependents;

    PassingModule(List<String> dependents, String... resources) {
        super(resources);
        this.dependents = dependents;
        offline = (handle, resource, flags) -> passed(handle.requestOffline(dependents, flags));
    }

    @Override
    public ModuleReply notifyOnline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        super.notifyOnline(handle, resource, pid, flags);
        return passed(handle.notifyOnline(dependents, flags));
    }

    @Override
    public ModuleReply notifyRemove(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        super.notifyRemove(handle, resource, pid, flags);
        return passed(handle.notifyRemove(dependents, flags));
    }

    private static ModuleReply passed(RcmReply reply) {
        return new ModuleReply(
                reply.result(),
                reply.isSuccess() ? "" : "dependents failed",
                reply.tuples(),
                reply.assessments());
    }
}
