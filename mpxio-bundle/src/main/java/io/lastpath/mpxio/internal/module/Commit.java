// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.Refresh;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Takes one PHCI of a request that was agreed to. Those who are told may take long, so that it is
 * looked again afterwards, at all PHCIs that the request has taken, and who agreed and lost the
 * last path only meanwhile is told as well. For one thread.
 */
final class Commit {

    private static final int MOST_LOOKS = 8;

    private final CommitCheck check;
    private final BiFunction<TableState, String, Effect> effects;
    private final RequestMemory memory;
    private final RcmHandle handle;
    private final RcmFlags flags;

    /**
     * A commit.
     *
     * @param check looks and objects
     * @param effects works out what the loss of a PHCI does to a table
     * @param memory what the request asked and told so far
     * @param handle of the request
     * @param flags of the request
     */
    Commit(
            CommitCheck check,
            BiFunction<TableState, String, Effect> effects,
            RequestMemory memory,
            RcmHandle handle,
            RcmFlags flags) {
        this.check = check;
        this.effects = effects;
        this.memory = memory;
        this.handle = handle;
        this.flags = flags;
    }

    /** {@return what came of it} */
    ModuleReply of(String resource) {
        Refresh looked = check.look(memory, resource);
        Effect effect = effects.apply(looked.state(), resource);
        Optional<ModuleReply> refusal =
                refusal(looked, effect, resource).or(() -> refusalOfOthers(looked, resource));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String silence = effect.silence(handle);
        if (!silence.isEmpty() && !CommitCheck.acceptsUnknown(handle, flags)) {
            return Replies.unknown(silence);
        }
        memory.take(resource);
        boolean isToBeSeen = memory.tell(effect.paths()) && check.isReadAgain(memory, resource);
        ModuleReply reply = Replies.passOn(handle, flags, effect, silence);
        return isToBeSeen && reply.result().isSuccess() ? afterwards(reply, resource) : reply;
    }

    private Optional<ModuleReply> refusal(Refresh looked, Effect effect, String resource) {
        Optional<ModuleReply> objection =
                check.objection(memory, looked, effect, handle, flags, resource)
                        .map(Replies::unknown);
        boolean isHidden = !effect.allNamed() && !flags.has(RcmFlags.FORCE);
        return objection.isEmpty() && isHidden
                ? Optional.of(Replies.cannotLookup(effect))
                : objection;
    }

    private ModuleReply afterwards(ModuleReply first, String resource) {
        ModuleReply reply = first;
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            Refresh looked = check.look(memory, resource);
            Effect effect = effects.apply(looked.state(), resource);
            Optional<ModuleReply> refusal =
                    refusal(looked, effect, resource).or(() -> refusalOfOthers(looked, resource));
            if (refusal.isPresent()) {
                return refusal.get();
            }
            List<String> late = late(looked.state());
            if (late.isEmpty()) {
                return reply;
            }
            reply = Replies.and(reply, handle.requestOffline(late, flags));
            if (!reply.result().isSuccess()) {
                return reply;
            }
        }
        return Replies.unknown(
                "disks lose their last path faster than their users can be told; bring "
                        + resource
                        + " online again and ask anew");
    }

    /** What hung by a PHCI that was taken before may have lost its last path only now. */
    private Optional<ModuleReply> refusalOfOthers(Refresh looked, String resource) {
        return memory.taken().stream()
                .filter(phci -> !phci.equals(resource))
                .map(phci -> check.unasked(memory, effects.apply(looked.state(), phci), phci))
                .flatMap(Optional::stream)
                .findFirst()
                .map(Replies::unknown);
    }

    /** {@return the clients without a usable path whose users agreed and were not told yet} */
    private List<String> late(TableState state) {
        List<String> late = new ArrayList<>();
        for (String phci : memory.taken()) {
            Effect effect = effects.apply(state, phci);
            late.addAll(effect.clientsBut(memory::isTold));
            memory.tell(effect.paths());
        }
        return late.stream().distinct().toList();
    }
}
