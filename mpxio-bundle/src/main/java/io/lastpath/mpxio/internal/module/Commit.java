// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.Origin;
import io.lastpath.mpxio.internal.adapter.Refresh;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes one PHCI of a request that was agreed to. Those who are told may take long, so that it is
 * looked again afterwards, at all PHCIs that the request has taken, and who agreed and lost the
 * last path only meanwhile, or the disk itself, is told as well. For one thread.
 */
final class Commit {

    private static final int MOST_LOOKS = 8;

    private final CommitCheck check;
    private final Effects effects;
    private final Request request;
    private final RequestMemory memory;
    private final Taken taken;

    /**
     * A commit.
     *
     * @param check looks and objects
     * @param effects works out what the loss of a PHCI does to a table
     * @param request whose commit it is
     * @param taken remembers who was told
     */
    Commit(CommitCheck check, Effects effects, Request request, Taken taken) {
        this.check = check;
        this.effects = effects;
        this.request = request;
        this.memory = request.memory();
        this.taken = taken;
    }

    /** {@return what came of it} */
    ModuleReply of(String resource) {
        Refresh looked = check.look(memory, resource);
        Effect effect = effect(looked.state(), resource);
        Optional<ModuleReply> refusal = refusal(looked, effect, resource);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String silence = effect.silence(request.handle());
        if (!silence.isEmpty() && !request.acceptsUnknown()) {
            return Replies.unknown(silence);
        }
        memory.take(resource);
        List<Asked.Disk> gone = gone(looked.state(), resource);
        List<String> clients = effect.clientsAnd(gone);
        noteTold(resource, effect, gone);
        noteHung(resource, effect);
        ModuleReply reply =
                Replies.passOn(request.handle(), request.flags(), effect, clients, silence);
        return reply.result().isSuccess() && check.isReadAgain(memory, resource)
                ? afterwards(reply, resource)
                : reply;
    }

    /**
     * What hung there when it was asked about counts, too, as its path may have left the tree. Once
     * users have let go, the PHCI itself may be gone.
     */
    private Effect effect(TableState state, String phci) {
        if (!check.isReadAgain(memory, phci)) {
            return effects.of(state, phci);
        }
        Set<String> left = memory.left(phci, state.table());
        boolean isGone = memory.asked(phci).filter(one -> one.isGone(state.table())).isPresent();
        if (isGone && memory.hasTold()) {
            return effects.ofGone(state, left);
        }
        Effect effect = effects.of(state, phci);
        return left.isEmpty() ? effect : effect.and(effects.ofGone(state, left));
    }

    private Optional<ModuleReply> refusal(Refresh looked, Effect effect, String resource) {
        return check.objection(request, looked, effect, resource)
                .map(Replies::unknown)
                .or(() -> hidden(effect))
                .or(() -> refusalOfOthers(looked, resource));
    }

    private Optional<ModuleReply> hidden(Effect effect) {
        return effect.allNamed() || request.flags().has(RcmFlags.FORCE)
                ? Optional.empty()
                : Optional.of(Replies.cannotLookup(effect));
    }

    private ModuleReply afterwards(ModuleReply first, String resource) {
        ModuleReply reply = first;
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            Refresh looked = check.look(memory, resource);
            Effect effect = effect(looked.state(), resource);
            Optional<ModuleReply> refusal = refusal(looked, effect, resource);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            List<String> late = noteLate(looked.state());
            if (late.isEmpty()) {
                return reply;
            }
            RcmReply later = request.handle().requestOffline(late, request.flags());
            reply = Replies.and(reply, later);
            if (!later.isSuccess()) {
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
                .map(phci -> check.unasked(request, effect(looked.state(), phci), phci))
                .flatMap(Optional::stream)
                .findFirst()
                .map(Replies::unknown);
    }

    /**
     * Notes clients without a usable path, or gone, whose users agreed and were not told.
     *
     * @return their resource names, to be told now
     */
    private List<String> noteLate(TableState state) {
        List<String> late = new ArrayList<>();
        for (String phci : memory.taken()) {
            Effect effect = effect(state, phci);
            List<Asked.Disk> gone = gone(state, phci);
            late.addAll(effect.clientsBut(memory::isTold));
            gone.stream()
                    .map(Asked.Disk::resource)
                    .filter(name -> !name.isEmpty())
                    .forEach(late::add);
            noteTold(phci, effect, gone);
        }
        return late.stream().distinct().toList();
    }

    /** {@return the disks asked about that have gone and whose users do not know} */
    private List<Asked.Disk> gone(TableState state, String phci) {
        Sightings seen = memory.seen(state.table());
        return memory.asked(phci).map(Asked::disks).stream()
                .flatMap(List::stream)
                .filter(disk -> seen.isGone(disk.path()) && !memory.isTold(disk.path()))
                .toList();
    }

    private void noteTold(String phci, Effect effect, List<Asked.Disk> gone) {
        List<Asked.Disk> told =
                Stream.concat(Asked.of(phci, effect).disks().stream(), gone.stream()).toList();
        memory.tell(told.stream().map(Asked.Disk::path).toList());
        if (request.isNumbered()) {
            taken.add(phci, effect.state().origin(), told, ways(phci, effect, told));
        }
    }

    /** Whoever keeps another path now may have lost it by the time when the PHCI is removed. */
    private void noteHung(String phci, Effect effect) {
        if (request.isNumbered()) {
            Origin origin = effect.state().origin();
            taken.hang(phci, origin, Asked.of(phci, effect).through());
            taken.hang(phci, origin, memory.through(phci));
        }
    }

    /** What has left the tree meanwhile hung there when it was asked about. */
    private Map<String, Set<String>> ways(String phci, Effect effect, List<Asked.Disk> told) {
        Set<String> paths = told.stream().map(Asked.Disk::path).collect(Collectors.toSet());
        Map<String, Set<String>> ways = Ways.of(effect.state().table(), paths);
        memory.asked(phci)
                .map(query -> Ways.of(query.table(), paths))
                .ifPresent(
                        then ->
                                then.forEach(
                                        (path, phcis) -> ways.merge(path, phcis, Ways::union)));
        return ways;
    }
}
