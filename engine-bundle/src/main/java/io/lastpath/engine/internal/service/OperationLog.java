// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.rcm.Operation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The records of the last outside requests that have ended. Safe for use by several threads. */
final class OperationLog {

    private static final int KEPT = 1_000;

    private final Deque<Operation> ended = new ArrayDeque<>();
    private long drawn;

    /** {@return the number of a request that starts now} */
    synchronized long draw() {
        return ++drawn;
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
