// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import io.lastpath.consumers.internal.host.HostUse;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.UsageReply;
import java.util.List;
import java.util.Map;

/** The RCM module for uses of one sort. */
public final class UseModule extends HostModule {

    private final String name;
    private final Judge judge;

    /**
     * A module that is not registered for anything yet.
     *
     * @param name of the module
     * @param keeper looks at the host
     * @param judge of what becomes of uses
     * @param info name and version, one line
     */
    public UseModule(String name, UseKeeper keeper, Judge judge, String info) {
        super(keeper, info);
        this.name = name;
        this.judge = judge;
    }

    String name() {
        return name;
    }

    @Override
    Map<String, String> wanted(HostUse use) {
        return use.usedBy(name);
    }

    @Override
    String compared(HostUse use, String resource) {
        return use.usedBy(name, resource);
    }

    @Override
    UsageReply usage(HostUse use, RcmHandle handle, String resource) {
        return Replies.usage(judge(use, handle, resource));
    }

    @Override
    ModuleReply letGo(HostUse use, RcmHandle handle, String resource, RcmFlags flags) {
        return Replies.request(handle, resource, flags, judge(use, handle, resource));
    }

    private List<Judged> judge(HostUse use, RcmHandle handle, String resource) {
        return judge.judge(use, resource, handle, stake -> stake.use().module().equals(name));
    }
}
