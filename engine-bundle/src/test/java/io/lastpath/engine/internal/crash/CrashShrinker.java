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

/** A module that takes a bank when another capacity of the memory is asked for. */
final class CrashShrinker extends CrashModule {

    private final List<String> trees;
    private final Witness witness;

    CrashShrinker(List<String> trees, Witness witness) {
        super(Topology.SHRINKER, Map.of(), witness);
        this.trees = trees;
        this.witness = witness;
    }

    @Override
    public RcmResult register(RcmHandle handle) {
        for (String tree : trees) {
            handle.registerInterest(
                    RegistrationKind.CAPACITY, Topology.memory(tree), RcmFlags.NONE);
        }
        return super.register(handle);
    }

    @Override
    public ModuleReply requestCapacityChange(
            RcmHandle handle, String resource, long pid, RcmFlags flags, Map<String, String> data) {
        if (resource.equals(CAPACITY)) {
            return super.requestCapacityChange(handle, resource, pid, flags, data);
        }
        Word word = flags.has(RcmFlags.QUERY) ? Word.CAPACITY_QUERY : Word.CAPACITY;
        Call call = call(word, handle, resource);
        witness.calling(call);
        String bank = Topology.bank(Topology.treeOf(resource));
        RcmReply reply = handle.requestOffline(List.of(bank), flags);
        witness.called(call, reply.isSuccess());
        return new ModuleReply(reply.result(), "", reply.tuples(), reply.assessments());
    }
}
