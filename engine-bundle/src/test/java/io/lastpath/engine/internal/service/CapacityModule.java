// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import java.util.List;
import java.util.Map;

/** Takes something out when the capacity of the memory changes. */
class CapacityModule extends TestModule {

    static final String MEMORY = "/memory";

    private final String taken;

    CapacityModule(String taken) {
        this.taken = taken;
    }

    @Override
    public RcmResult register(RcmHandle handle) {
        return handle.registerInterest(RegistrationKind.CAPACITY, MEMORY, RcmFlags.NONE).result();
    }

    @Override
    public ModuleReply requestCapacityChange(
            RcmHandle handle, String resource, long pid, RcmFlags flags, Map<String, String> data) {
        RcmReply reply = handle.requestOffline(List.of(taken), flags);
        return new ModuleReply(
                reply.result(),
                reply.isSuccess() ? "" : "dependents failed",
                reply.tuples(),
                reply.assessments());
    }
}
