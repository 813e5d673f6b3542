// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.QUERY;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;

/** A module that may hang when it is told to let go, and when it is told the end. */
final class HangingModule extends TestModule {

    private final Hang hang;

    HangingModule(Hang hang, String... resources) {
        super(resources);
        this.hang = hang;
        offline = (handle, any, flags) -> flags.has(QUERY) ? ModuleReply.SUCCESS : hang.answer();
    }

    @Override
    public ModuleReply notifyOnline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        super.notifyOnline(handle, resource, pid, flags);
        return hang.answer();
    }
}
