// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.adapter.Refresh;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Analysis;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Tells users of clients how it ended that a PHCI was taken: it is back, or gone. Safe for use by
 * several threads.
 */
final class Ends {

    /** What is over once a call has told it: not what was asked or taken since the call came. */
    private record Open(String phci, List<RequestMemory> asked, long number) {}

    /**
     * The coordinator takes a call that has not come back in its time for failed, and gives the
     * clients back: what was known of the tree before is better than that. Half of its time is
     * waited for where that is less.
     */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Duration patience;
    private final TableKeeper keeper;
    private final MpxioSettings settings;
    private final RequestMemories requests;
    private final Taken taken;

    /** Whether a PHCI came back or was removed since that was asked last. */
    private final AtomicBoolean ended = new AtomicBoolean();

    Ends(
            TableKeeper keeper,
            MpxioSettings settings,
            RequestMemories requests,
            Taken taken,
            Duration patience) {
        this.patience = patience;
        this.keeper = keeper;
        this.settings = settings;
        this.requests = requests;
        this.taken = taken;
    }

    /** {@return whether any came since that was asked last} */
    boolean takeEnded() {
        return ended.getAndSet(false);
    }

    /** {@return what came of it to tell that a PHCI is back} */
    ModuleReply online(RcmHandle handle, String phci, RcmFlags flags) {
        Open open = open(phci);
        Refresh refresh = look(handle, phci);
        Effects effects = effects(handle);
        Effect effect = effects.of(refresh.state(), phci);
        List<Asked.Disk> waiting = waiting(handle, phci, effect);
        Comeback comeback = Comeback.of(phci, taken, refresh, waiting, effects);
        List<String> clients = told(handle, effect, waiting, comeback.out());
        RcmReply reply = clients.isEmpty() ? RcmReply.SUCCESS : handle.notifyOnline(clients, flags);
        StillOut out = new StillOut(handle);
        taken.giveBack(out.back(clients));
        List<Assessment> doubts = new ArrayList<>(effect.doubtful());
        doubts.addAll(comeback.doubts(out::isOut));
        end(open);
        return Replies.of(reply, doubts);
    }

    /** The C module tells all of them, and {@code group} does as well. */
    private List<String> told(
            RcmHandle handle, Effect effect, List<Asked.Disk> waiting, Set<String> out) {
        if (!isExact() || !new StillOut(handle).isCoordinated()) {
            return effect.clientsBut(out::contains);
        }
        return waiting.stream()
                .filter(disk -> !out.contains(disk.path()))
                .map(Asked.Disk::resource)
                .toList();
    }

    /**
     * Whose users wait to hear of it. Others may ask about a client that was never taken here, or
     * have it out by itself: that is theirs to end.
     */
    private List<Asked.Disk> waiting(RcmHandle handle, String phci, Effect effect) {
        StillOut out = new StillOut(handle);
        List<Asked.Disk> all = out.of(phci, effect);
        boolean isKnown = taken.contains(phci); // else the module may have been exchanged since
        return isExact()
                ? all.stream()
                        .filter(disk -> out.isAway(disk.resource()))
                        .filter(disk -> !isKnown || !taken.with(disk.path()).isEmpty())
                        .toList()
                : all;
    }

    /** {@return what came of it to tell that a PHCI is gone} */
    ModuleReply remove(RcmHandle handle, String phci, RcmFlags flags) {
        Open open = open(phci);
        RequestMemory memory = requests.asking(handle.sequence().number());
        Removal removal = Removal.of(phci, taken, look(handle, phci), effects(handle));
        List<Assessment> doubts = new ArrayList<>(removal.doubtful());
        doubts.addAll(isExact() ? removal.stalled(handle) : List.of());
        List<String> told =
                isExact()
                        ? new StillOut(handle).of(removal.gone(taken, handle), taken.of(phci))
                        : removal.clients();
        doubts.addAll(removal.unasked(letGo(handle, memory, told)));
        RcmReply reply = told.isEmpty() ? RcmReply.SUCCESS : handle.notifyRemove(told, flags);
        memory.tellGone(told);
        end(open);
        return Replies.of(reply, doubts);
    }

    /** The other PHCI of a card may have told them a moment ago. */
    private static Predicate<String> letGo(
            RcmHandle handle, RequestMemory memory, List<String> told) {
        StillOut out = new StillOut(handle);
        Set<String> now = Set.copyOf(told);
        return client ->
                now.contains(client)
                        || memory.isToldGone(client)
                        || handle.isRemovalTold(client)
                        || out.isOut(client);
    }

    /**
     * The tree is read once more where a PHCI was taken, or clients that hang by it are out, and
     * once for all PHCIs of a request.
     */
    private Refresh look(RcmHandle handle, String phci) {
        TableState known = keeper.state();
        return taken.contains(phci) || isWaited(known, handle, phci)
                ? requests.asking(handle.sequence().number()).read(keeper, patience(handle))
                : new Refresh(known, "");
    }

    private Duration patience(RcmHandle handle) {
        return handle.timeLimit()
                .map(limit -> limit.dividedBy(2))
                .filter(half -> half.compareTo(patience) < 0)
                .orElse(patience);
    }

    private boolean isWaited(TableState known, RcmHandle handle, String phci) {
        StillOut out = new StillOut(handle);
        return out.isCoordinated() && !out.of(phci, effects(handle).of(known, phci)).isEmpty();
    }

    private boolean isExact() {
        return settings.analysis() == Analysis.EXACT;
    }

    private Effects effects(RcmHandle handle) {
        return new Effects(settings.analysis(), handle);
    }

    private Open open(String phci) {
        return new Open(phci, requests.thatAsked(phci), taken.number());
    }

    /** Who lets go late does so for nobody any more. */
    private void end(Open open) {
        open.asked().forEach(memory -> memory.end(open.phci()));
        taken.forget(open.phci(), open.number());
        ended.set(true);
    }
}
