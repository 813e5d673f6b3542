// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The records of the last outside requests that have ended. Safe for use by several threads. */
final class OperationLog {

    private static final int KEPT = 1_000;

    private static final int KEPT_TUPLES = 1_000;

    private final Deque<Operation> ended = new ArrayDeque<>();
    private long drawn;

    /** Requests up to this number may have been made in earlier runs. */
    synchronized void startAfter(long number) {
        drawn = Math.max(drawn, number);
    }

    /** {@return the last number drawn} */
    synchronized long drawn() {
        return drawn;
    }

    /** {@return the number of a request that starts now} */
    synchronized long draw() {
        return ++drawn;
    }

    /** {@return the record with no more tuples than are kept, among them one that is as grave} */
    static Operation cut(Operation whole) {
        RcmReply reply = whole.reply();
        List<InfoTuple> all = reply.tuples();
        if (all.size() <= KEPT_TUPLES) {
            return whole;
        }
        List<InfoTuple> kept = new ArrayList<>(all.subList(0, KEPT_TUPLES));
        Verdict verdict = reply.verdict();
        if (with(reply, kept).verdict() != verdict) {
            all.stream()
                    .filter(one -> one.severity(Verdict.SAFE) == verdict)
                    .findFirst()
                    .ifPresent(one -> kept.set(KEPT_TUPLES - 1, one));
        }
        return new Operation(
                whole.number(),
                whole.kind(),
                whole.intent(),
                whole.resources(),
                whole.flags(),
                with(reply, kept),
                whole.started(),
                whole.ended(),
                all.size() - KEPT_TUPLES,
                whole.answers(),
                whole.unlisted());
    }

    private static RcmReply with(RcmReply reply, List<InfoTuple> tuples) {
        return new RcmReply(
                reply.result(), reply.errno(), tuples, reply.assessments(), reply.operation());
    }

    synchronized void add(Operation operation) {
        if (ended.size() == KEPT) {
            ended.removeFirst();
        }
        ended.addLast(operation);
    }

    synchronized List<Operation> all() {
        return List.copyOf(ended);
    }

    synchronized Optional<Operation> find(long number) {
        return ended.stream().filter(one -> one.number() == number).findFirst();
    }
}
