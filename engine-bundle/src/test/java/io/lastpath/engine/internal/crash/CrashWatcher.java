// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import io.lastpath.engine.internal.crash.Call.Word;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import java.util.List;
import java.util.Map;

/**
 * A module that takes what hangs by a supply when it hears of an event, takes the first of it out
 * for good, and brings the rest back, all within its callback.
 */
final class CrashWatcher extends CrashModule {

    private final List<String> trees;
    private final Witness witness;

    CrashWatcher(List<String> trees, Witness witness) {
        super(Topology.WATCHER, Map.of(), witness);
        this.trees = trees;
        this.witness = witness;
    }

    @Override
    public RcmResult register(RcmHandle handle) {
        for (String tree : trees) {
            handle.registerInterest(RegistrationKind.EVENT, Topology.supply(tree), RcmFlags.NONE);
        }
        return super.register(handle);
    }

    @Override
    public ModuleReply notifyEvent(
            RcmHandle handle, String resource, long pid, RcmFlags flags, Map<String, String> data) {
        Call call = call(Word.EVENT, handle, resource);
        witness.calling(call);
        boolean first = true;
        for (String one : Topology.supplied(Topology.treeOf(resource))) {
            List<String> on = List.of(one);
            handle.requestOffline(on, RcmFlags.NONE);
            RcmReply end =
                    first
                            ? handle.notifyRemove(on, RcmFlags.NONE)
                            : handle.notifyOnline(on, RcmFlags.NONE);
            if (end.isSuccess()) {
                witness.ended(handle.intent().reason(), one);
            }
            first = false;
        }
        witness.called(call, true);
        return ModuleReply.SUCCESS;
    }
}
