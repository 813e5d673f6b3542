// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.names.CallRefused;
import io.lastpath.engine.internal.pass.Doubts;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An initiator outside: each request gets a number and leaves a record. */
final class Initiating implements Caller {

    private final Engine engine;
    private final Intent intent;
    private final String module;

    Initiating(Engine engine, Intent intent, String module) {
        this.engine = engine;
        this.intent = intent;
        this.module = module;
    }

    @Override
    public RequestScope scope() {
        return RequestScope.outside(new Owner(intent, 0), 0, engine::isRunning);
    }

    @Override
    public boolean isOpen() {
        return engine.isRunning();
    }

    @Override
    public Optional<ModuleSlot> module() {
        return moduleName().flatMap(engine.attendance()::find);
    }

    @Override
    public Optional<String> moduleName() {
        return Optional.ofNullable(module);
    }

    @Override
    public long pid() {
        return intent.initiator().pid();
    }

    @Override
    public long mark() {
        return engine.owner(intent).mark();
    }

    /** A process gets RCM's answer, which takes each by itself. */
    @Override
    public List<String> named(List<String> resources) {
        return isPerson(intent) ? resources.stream().distinct().toList() : resources;
    }

    @Override
    public RcmReply request(OperationKind kind, List<String> resources, RcmFlags flags, Work work) {
        if (!isOpen()) {
            return RcmReply.failure(Errno.EFAULT);
        }
        long number = engine.records().draw();
        RequestScope scope = RequestScope.outside(engine.owner(intent), number, engine::isRunning);
        return engine.records()
                .record(
                        new Asked(kind, intent, resources, flags),
                        number,
                        intent,
                        scope,
                        () ->
                                asks(kind)
                                        ? run(scope, work)
                                        : engine.records().kept(() -> run(scope, work)));
    }

    @Override
    public RcmReply quietly(Work work) {
        return isOpen() ? run(scope(), work) : RcmReply.failure(Errno.EFAULT);
    }

    @Override
    public List<Assessment> registerFirst() {
        List<Assessment> doubts = new ArrayList<>(engine.attendance().registerAll());
        doubts.addAll(engine.doubts().of(intent));
        return Doubts.together(doubts);
    }

    @Override
    public List<Assessment> doubts() {
        return engine.doubts().atOnce(intent);
    }

    /** {@return whether it is no process of the host} */
    static boolean isPerson(Intent intent) {
        return intent.initiator().pid() == Initiator.NO_PID;
    }

    private static boolean asks(OperationKind kind) {
        return kind == OperationKind.GET_INFO;
    }

    private RcmReply run(RequestScope scope, Work work) {
        try {
            RcmReply reply = work.run(scope);
            return isOpen() ? reply : RcmReply.failure(Errno.EFAULT);
        } catch (CallRefused e) {
            return e.reply();
        } finally {
            scope.close();
        }
    }
}
