// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import java.util.Map;
import java.util.function.Consumer;

/** A module that hears of an event, and acts. */
final class WatchingModule extends TestModule {

    private final String event;
    private final Consumer<RcmHandle> act;

    WatchingModule(String event, Consumer<RcmHandle> act) {
        this.event = event;
        this.act = act;
    }

    @Override
    public RcmResult register(RcmHandle handle) {
        handle.registerInterest(RegistrationKind.EVENT, event, RcmFlags.NONE);
        return RcmResult.SUCCESS;
    }

    @Override
    public ModuleReply notifyEvent(
            RcmHandle handle, String resource, long pid, RcmFlags flags, Map<String, String> data) {
        act.accept(handle);
        return ModuleReply.SUCCESS;
    }
}
