// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.names.CallRefused;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A module during a callback: what it asks for is part of the request that it serves. */
final class CallingBack implements Caller {

    private static final int DEEPEST = 32;

    private final ModuleSlot module;
    private final RequestScope scope;
    private final Records records;
    private final Function<Intent, List<Assessment>> doubts;

    /**
     * A module in a callback.
     *
     * @param module which
     * @param scope of the callback
     * @param records keeps what is begun when an event is heard of
     * @param doubts why that cannot be relied on
     */
    CallingBack(
            ModuleSlot module,
            RequestScope scope,
            Records records,
            Function<Intent, List<Assessment>> doubts) {
        this.module = module;
        this.scope = scope;
        this.records = records;
        this.doubts = doubts;
    }

    @Override
    public RequestScope scope() {
        return scope;
    }

    @Override
    public boolean isOpen() {
        return scope.isOpen();
    }

    @Override
    public Optional<ModuleSlot> module() {
        return Optional.of(module);
    }

    @Override
    public Optional<Duration> timeLimit() {
        return Optional.of(Duration.ofMillis(module.limitMillis()));
    }

    @Override
    public long pid() {
        return 0;
    }

    @Override
    public long mark() {
        return 0;
    }

    @Override
    public List<String> named(List<String> resources) {
        return resources;
    }

    @Override
    public RcmReply request(OperationKind kind, List<String> resources, RcmFlags flags, Work work) {
        boolean inspecting = scope.sequence().number() == 0;
        if (inspecting && kind != OperationKind.GET_INFO) {
            return RcmReply.failure(Errno.EINVAL);
        }
        return scope.isServingEvent() && isOperation(kind) && isOpen()
                ? byItself(kind, resources, flags, work)
                : quietly(work);
    }

    private static boolean isOperation(OperationKind kind) {
        return switch (kind) {
            case QUERY_OFFLINE, OFFLINE, FORCE_OFFLINE, SUSPEND, ONLINE, REMOVE, RESUME -> true;
            case GET_INFO, REQUEST_CAPACITY, NOTIFY_CAPACITY, EVENT, ACKNOWLEDGE -> false;
        };
    }

    /** What is begun when an event is heard of has a number and a record of its own. */
    private RcmReply byItself(
            OperationKind kind, List<String> resources, RcmFlags flags, Work work) {
        long number = records.draw();
        RequestScope own = scope.operation(number);
        Intent asked =
                Asked.onBehalf(
                        "module " + module.name(),
                        scope.sequence().number(),
                        scope.intent(),
                        "begun when it heard of an event");
        try {
            return records.record(
                    new Asked(kind, asked, resources, flags),
                    number,
                    scope.intent(),
                    own,
                    () -> toItsEnd(own, work));
        } finally {
            own.close();
        }
    }

    private RcmReply toItsEnd(RequestScope own, Work work) {
        try {
            return inTurn(() -> records.kept(() -> answer(own, work)));
        } finally {
            records.over(own.sequence().number());
        }
    }

    @Override
    public RcmReply quietly(Work work) {
        return inTurn(() -> answer(scope, work));
    }

    /** The module waits meanwhile, which does not count against its time limit. */
    private RcmReply inTurn(Supplier<RcmReply> work) {
        if (!isOpen()) {
            return RcmReply.failure(Errno.EFAULT);
        }
        if (!scope.isCascaded()) {
            return RcmReply.failure(Errno.EINVAL); // while registering there is nothing to serve
        }
        if (scope.sequence().depth() > DEEPEST) {
            return tooDeep();
        }
        scope.respite().begin();
        try {
            return work.get();
        } finally {
            scope.respite().end();
        }
    }

    private RcmReply answer(RequestScope within, Work work) {
        try {
            RcmReply reply = work.run(within);
            return isOpen() ? reply : RcmReply.failure(Errno.EFAULT);
        } catch (CallRefused e) {
            return e.reply();
        }
    }

    /** Nobody is waited for. */
    @Override
    public List<Assessment> registerFirst() {
        return doubts();
    }

    /** The outside request has seen to it, but for what nobody asked about around it. */
    @Override
    public List<Assessment> doubts() {
        return scope.isUnasked() ? doubts.apply(scope.intent()) : List.of();
    }

    private RcmReply tooDeep() {
        InfoTuple tuple =
                new InfoTuple(
                        String.join(" ", scope.served()),
                        module.name(),
                        0,
                        RcmState.UNKNOWN,
                        scope.sequence(),
                        "",
                        "more than "
                                + DEEPEST
                                + " cascades: dependents of module "
                                + module.name()
                                + " seem to depend on each other",
                        Map.of());
        return new RcmReply(RcmResult.FAILURE, Errno.NONE, List.of(tuple), List.of(), 0);
    }
}
