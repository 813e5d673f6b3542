// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.names.CallRefused;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.pass.Announcing;
import io.lastpath.engine.internal.pass.Announcing.News;
import io.lastpath.engine.internal.pass.Ask;
import io.lastpath.engine.internal.pass.Asking.Question;
import io.lastpath.engine.internal.pass.Callback;
import io.lastpath.engine.internal.pass.Notice;
import io.lastpath.engine.internal.pass.Walks;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.RequestSequence;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The handle of one caller: checks what it is given and has it done. Thread-safe. */
final class EngineHandle implements RcmHandle {

    private static final RcmFlags REGISTER = RcmFlags.FILESYS;
    private static final RcmFlags REQUEST =
            RcmFlags.QUERY
                    .with(RcmFlags.FORCE)
                    .with(RcmFlags.FILESYS)
                    .with(RcmFlags.QUERY_CANCEL)
                    .with(RcmFlags.SCOPE)
                    .with(RcmFlags.RETIRE_REQUEST);
    private static final RcmFlags NOTIFY = RcmFlags.FILESYS.with(RcmFlags.RETIRE_NOTIFY);
    private static final RcmFlags RESUME = NOTIFY.with(RcmFlags.SUSPENDED);

    private final Engine engine;
    private final Caller caller;

    EngineHandle(Engine engine, Caller caller) {
        this.engine = engine;
        this.caller = caller;
    }

    @Override
    public Intent intent() {
        return caller.scope().intent();
    }

    @Override
    public RequestSequence sequence() {
        return caller.scope().sequence();
    }

    @Override
    public List<String> resources() {
        return caller.scope().served();
    }

    @Override
    public RcmReply registerInterest(RegistrationKind kind, String resource, RcmFlags flags) {
        return registering(
                resource,
                flags,
                place ->
                        place.isRoot() ? RcmReply.SUCCESS : register(kind, resource, place, flags));
    }

    private RcmReply register(
            RegistrationKind kind, String resource, ResolvedName place, RcmFlags flags)
            throws CallRefused {
        boolean filesys = flags.has(RcmFlags.FILESYS);
        RcmReply reply =
                engine.registrations()
                        .register(
                                module(),
                                caller.pid(),
                                caller.mark(),
                                kind,
                                resource,
                                place,
                                filesys);
        if (reply.result().equals(RcmResult.CONFLICT)) {
            module().bar(resource);
        } else {
            module().unbar(resource);
        }
        return reply;
    }

    @Override
    public RcmReply unregisterInterest(RegistrationKind kind, String resource, RcmFlags flags) {
        return registering(
                resource,
                flags,
                place ->
                        caller.module()
                                .map(
                                        module ->
                                                engine.registrations()
                                                        .unregister(
                                                                module.name(),
                                                                caller.pid(),
                                                                kind,
                                                                place))
                                .orElse(RcmReply.failure(Errno.ENOENT)));
    }

    @Override
    public RcmState getResourceState(String resource) throws RcmException {
        if (!caller.isOpen()) {
            throw new RcmException(RcmResult.FAILURE, "the handle is no longer good");
        }
        try {
            return engine.registrations().stateOf(engine.names().resolve(resource).key());
        } catch (CallRefused e) {
            throw new RcmException(RcmResult.FAILURE, e.getMessage());
        }
    }

    @Override
    public boolean isRemoved(String resource) {
        try {
            return caller.isOpen()
                    && engine.registrations().isRemoved(engine.names().resolve(resource).key());
        } catch (CallRefused e) {
            return false;
        }
    }

    @Override
    public RcmReply getInfo(List<String> resources, RcmFlags flags) {
        return caller.request(
                OperationKind.GET_INFO,
                resources,
                flags,
                scope -> {
                    if (flags.has(RcmFlags.DR_OPERATION)) {
                        List<Assessment> doubts = caller.registerFirst();
                        return doubted(engine.listing(), doubts);
                    }
                    if (flags.has(RcmFlags.MOD_INFO)) {
                        List<Assessment> doubts = caller.registerFirst();
                        return doubted(engine.moduleListing(), doubts);
                    }
                    List<ResolvedName> places = engine.names().resolve(resources);
                    List<Assessment> doubts = caller.registerFirst();
                    RcmReply said = engine.informing().ask(scope, resources, places, flags);
                    return doubted(
                            said, said.tuples().isEmpty() ? silence(places, doubts) : doubts);
                });
    }

    @Override
    public RcmReply inspect(List<String> resources, RcmFlags flags) {
        return caller.quietly(
                scope ->
                        doubted(
                                engine.informing()
                                        .ask(
                                                scope,
                                                resources,
                                                engine.names().resolve(resources),
                                                flags),
                                engine.standingDoubts()));
    }

    @Override
    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
        OperationKind kind =
                flags.has(RcmFlags.QUERY)
                        ? OperationKind.QUERY_OFFLINE
                        : flags.has(RcmFlags.FORCE)
                                ? OperationKind.FORCE_OFFLINE
                                : OperationKind.OFFLINE;
        return caller.request(
                kind,
                resources,
                flags,
                scope ->
                        ask(
                                Ask.OFFLINE,
                                scope,
                                resources,
                                flags,
                                Duration.ZERO,
                                RcmModule::requestOffline));
    }

    @Override
    public RcmReply requestSuspend(List<String> resources, RcmFlags flags, Duration interval) {
        return caller.request(
                OperationKind.SUSPEND,
                resources,
                flags,
                scope -> {
                    if (interval.isNegative()) {
                        throw new CallRefused(Errno.EINVAL, "the interval is negative");
                    }
                    return ask(
                            Ask.SUSPEND,
                            scope,
                            resources,
                            flags,
                            interval,
                            (module, handle, resource, pid, given) ->
                                    module.requestSuspend(handle, resource, pid, interval, given));
                });
    }

    @Override
    public RcmReply notifyOnline(List<String> resources, RcmFlags flags) {
        return tell(Notice.ONLINE, OperationKind.ONLINE, resources, flags, NOTIFY);
    }

    @Override
    public RcmReply notifyRemove(List<String> resources, RcmFlags flags) {
        return tell(Notice.REMOVE, OperationKind.REMOVE, resources, flags, NOTIFY);
    }

    @Override
    public RcmReply notifyResume(List<String> resources, RcmFlags flags) {
        return tell(Notice.RESUME, OperationKind.RESUME, resources, flags, RESUME);
    }

    @Override
    public RcmReply requestCapacityChange(
            String resource, RcmFlags flags, Map<String, String> data) {
        OperationKind kind = OperationKind.REQUEST_CAPACITY;
        return announce(kind, resource, flags, data, REQUEST, Announcing::requestCapacity);
    }

    @Override
    public RcmReply notifyCapacityChange(
            String resource, RcmFlags flags, Map<String, String> data) {
        OperationKind kind = OperationKind.NOTIFY_CAPACITY;
        return announce(kind, resource, flags, data, REQUEST, Announcing::notifyCapacity);
    }

    @Override
    public RcmReply notifyEvent(String resource, RcmFlags flags, Map<String, String> data) {
        OperationKind kind = OperationKind.EVENT;
        return announce(kind, resource, flags, data, RcmFlags.NONE, Announcing::notifyEvent);
    }

    /** What a registration does once its place is known. */
    @FunctionalInterface
    private interface Registering {
        RcmReply at(ResolvedName place) throws CallRefused;
    }

    /** What an announcement does. */
    @FunctionalInterface
    private interface Announcement {
        RcmReply make(Announcing announcing, News news);
    }

    private RcmReply registering(String resource, RcmFlags flags, Registering work) {
        if (!caller.isOpen()) {
            return RcmReply.failure(Errno.EFAULT);
        }
        try {
            check(flags, REGISTER);
            ResolvedName place = engine.names().resolve(resource);
            return work.at(place);
        } catch (CallRefused e) {
            return RcmReply.failure(e.errno());
        }
    }

    private ModuleSlot module() throws CallRefused {
        return caller.module()
                .orElseThrow(() -> new CallRefused(Errno.EINVAL, "no such module in service"));
    }

    private RcmReply ask(
            Ask ask,
            RequestScope scope,
            List<String> resources,
            RcmFlags flags,
            Duration interval,
            Callback callback)
            throws CallRefused {
        check(flags, REQUEST);
        List<ResolvedName> places = engine.names().resolve(resources);
        List<Assessment> doubts = caller.registerFirst();
        checkRoots(places, flags);
        return engine.asking()
                .ask(
                        new Question(
                                ask,
                                scope,
                                resources,
                                places,
                                flags,
                                Walks.reach(flags),
                                interval,
                                callback,
                                doubts));
    }

    /** That nobody speaks up for a name does not make it safe to take away: it may be misspelt. */
    private static List<Assessment> silence(List<ResolvedName> places, List<Assessment> doubts) {
        String names = places.stream().map(ResolvedName::text).collect(Collectors.joining(" "));
        List<Assessment> all = new ArrayList<>(doubts);
        all.add(
                new Assessment(
                        Verdict.UNKNOWN,
                        "nobody is registered for " + names + ": nothing is known of its use"));
        return all;
    }

    private static RcmReply doubted(RcmReply reply, List<Assessment> doubts) {
        List<Assessment> all = new ArrayList<>(doubts);
        all.addAll(reply.assessments());
        return new RcmReply(reply.result(), reply.errno(), reply.tuples(), all, reply.operation());
    }

    private RcmReply tell(
            Notice notice,
            OperationKind kind,
            List<String> resources,
            RcmFlags flags,
            RcmFlags allowed) {
        return caller.request(
                kind,
                resources,
                flags,
                scope -> {
                    check(flags, allowed);
                    List<ResolvedName> places = engine.names().resolve(resources);
                    // What was taken so is ended so, whoever registered or went since.
                    checkRoots(
                            places.stream()
                                    .filter(one -> !engine.noticing().isTakenAsRoot(one))
                                    .toList(),
                            flags);
                    return engine.noticing().tell(notice, scope, resources, places, flags);
                });
    }

    private RcmReply announce(
            OperationKind kind,
            String resource,
            RcmFlags flags,
            Map<String, String> data,
            RcmFlags allowed,
            Announcement announcement) {
        return caller.request(
                kind,
                Collections.singletonList(resource),
                flags,
                scope -> {
                    check(flags, allowed);
                    ResolvedName place = engine.names().resolve(resource);
                    News news = new News(scope, resource, place, flags, Map.copyOf(data));
                    RcmReply reply = announcement.make(engine.announcing(), news);
                    if (!scope.isCascaded()) {
                        engine.asking().giveBack(scope);
                    }
                    return reply;
                });
    }

    /** Only the root of a file system can be taken as one. */
    private void checkRoots(List<ResolvedName> places, RcmFlags flags) throws CallRefused {
        if (!flags.has(RcmFlags.FILESYS)) {
            return;
        }
        for (ResolvedName place : places) {
            if (engine.registrations().isOrdinary(place.key())) {
                throw new CallRefused(
                        Errno.EINVAL, place.text() + " is not the root of a file system");
            }
        }
    }

    private static void check(RcmFlags flags, RcmFlags allowed) throws CallRefused {
        if (!allowed.has(flags)) {
            throw new CallRefused(Errno.EINVAL, "not allowed here: " + flags.without(allowed));
        }
    }
}
