// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.adapter.Refresh;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Analysis;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import java.util.Optional;

/**
 * Answers suspends of PHCIs under {@code exact}. None is passed on; a commit looks whether the tree
 * is still as it was when that was agreed to. Safe for use by several threads.
 */
final class Suspends {

    private final TableKeeper keeper;
    private final QueryCheck queries;
    private final CommitCheck check;
    private final RequestMemories requests = new RequestMemories();

    Suspends(TableKeeper keeper, QueryCheck queries, CommitCheck check) {
        this.keeper = keeper;
        this.queries = queries;
        this.check = check;
    }

    /** {@return what comes of a suspend of a PHCI, or of the question about it} */
    ModuleReply request(RcmHandle handle, String resource, RcmFlags flags) {
        long number = handle.sequence().number();
        return flags.has(RcmFlags.QUERY)
                ? query(requests.asking(number), handle, resource)
                : commit(
                        new Request(requests.of(number), handle, flags, Request.Remedy.RESUME),
                        resource);
    }

    private ModuleReply query(RequestMemory memory, RcmHandle handle, String resource) {
        Effect effect = new Effects(Analysis.EXACT, handle).of(keeper.state(), resource);
        Optional<String> unheardOf = queries.unheardOf(memory, effect.state().table(), handle);
        if (unheardOf.isPresent()) {
            return Replies.unknown(unheardOf.get());
        }
        Optional<String> change = QueryCheck.change(memory, effect.state(), resource);
        memory.ask(Asked.of(resource, effect));
        ModuleReply reply = Suspension.of(effect);
        return change.map(why -> Replies.doubted(reply, why)).orElse(reply);
    }

    private ModuleReply commit(Request request, String resource) {
        RequestMemory memory = request.memory();
        Refresh looked = check.look(memory, resource);
        Optional<String> objection =
                check.objection(
                                request,
                                looked,
                                effect(request, looked.state(), resource),
                                resource)
                        .or(() -> objectionOfOthers(request, looked.state()));
        if (objection.isPresent()) {
            return Replies.unknown(objection.get());
        }
        memory.take(resource);
        return ModuleReply.SUCCESS;
    }

    /** What hung there when it was asked about counts, too, as its path may have left the tree. */
    private static Effect effect(Request request, TableState state, String phci) {
        Effects effects = new Effects(Analysis.EXACT, request.handle());
        return effects.of(state, phci)
                .and(effects.ofGone(state, request.memory().left(phci, state.table())));
    }

    /** What hangs by a PHCI that was suspended before may have lost its other path only now. */
    private Optional<String> objectionOfOthers(Request request, TableState state) {
        return request.memory().taken().stream()
                .map(phci -> check.unasked(request, effect(request, state, phci), phci))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Forgets what a request asked, which is over. */
    void forget(long request) {
        requests.forget(request);
    }

    /** Forgets what all requests asked. */
    void forgetAll() {
        requests.clear();
    }
}
