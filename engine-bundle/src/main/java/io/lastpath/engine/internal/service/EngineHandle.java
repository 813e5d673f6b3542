// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.names.CallRefused;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.pass.Announcing;
import io.lastpath.engine.internal.pass.Announcing.News;
import io.lastpath.engine.internal.pass.Ask;
import io.lastpath.engine.internal.pass.Callback;
import io.lastpath.engine.internal.pass.Notice;
import io.lastpath.engine.internal.pass.Question;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The handle of one caller: checks what it is given and has it done. Thread-safe. */
final class EngineHandle implements RcmHandle {

    private final Passes passes;
    private final Caller caller;
    private final Registering registering;
    private final Inquiring inquiring;
    private final Strangers strangers;
    private final Watching watching;

    /**
     * A handle.
     *
     * @param passes what it can have done
     * @param attendance knows the modules
     * @param caller on whose behalf
     * @param standing gives what is to be said against any answer now
     */
    EngineHandle(
            Passes passes,
            Attendance attendance,
            Caller caller,
            Supplier<List<Assessment>> standing) {
        this.passes = passes;
        this.caller = caller;
        this.registering = new Registering(passes.names(), passes.registrations(), caller);
        this.inquiring = new Inquiring(passes, attendance, caller, standing);
        this.strangers = new Strangers(passes.registrations());
        this.watching = new Watching(passes.asking());
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
        Objects.requireNonNull(kind, "kind");
        return registering.register(kind, resource, Given.flags(flags));
    }

    @Override
    public RcmReply unregisterInterest(RegistrationKind kind, String resource, RcmFlags flags) {
        Objects.requireNonNull(kind, "kind");
        return registering.unregister(kind, resource, Given.flags(flags));
    }

    @Override
    public RcmState getResourceState(String resource) throws RcmException {
        return registering.state(resource);
    }

    @Override
    public boolean isRemoved(String resource) {
        return registering.isRemoved(resource);
    }

    @Override
    public void seenAgain(String resource, long since, long seen) {
        registering.seenAgain(resource, since, seen);
    }

    @Override
    public boolean isRemovalTold(String resource) {
        return registering.isRemovalTold(resource);
    }

    @Override
    public Optional<Duration> timeLimit() {
        return caller.timeLimit();
    }

    @Override
    public RcmReply getInfo(List<String> resources, RcmFlags flags) {
        return inquiring.ask(caller.named(Given.names(resources)), Given.flags(flags));
    }

    @Override
    public RcmReply inspect(List<String> resources, RcmFlags flags) {
        return inquiring.inspect(Given.names(resources), Given.flags(flags));
    }

    @Override
    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
        OperationKind kind =
                Given.flags(flags).has(RcmFlags.QUERY)
                        ? OperationKind.QUERY_OFFLINE
                        : flags.has(RcmFlags.FORCE)
                                ? OperationKind.FORCE_OFFLINE
                                : OperationKind.OFFLINE;
        List<String> named = caller.named(Given.names(resources));
        return request(
                kind,
                named,
                flags,
                scope ->
                        ask(
                                Ask.OFFLINE,
                                scope,
                                named,
                                flags,
                                Duration.ZERO,
                                RcmModule::requestOffline));
    }

    @Override
    public List<String> leave(List<String> resources, String other) {
        return registering.leave(passes.requests().handover(), Given.names(resources), other);
    }

    @Override
    public RcmReply requestSuspend(List<String> resources, RcmFlags flags, Duration interval) {
        Objects.requireNonNull(interval, "interval");
        List<String> named = caller.named(Given.names(resources));
        return request(
                OperationKind.SUSPEND,
                named,
                Given.flags(flags),
                scope -> {
                    if (interval.isNegative()) {
                        throw new CallRefused(Errno.EINVAL, "the interval is negative");
                    }
                    return ask(
                            Ask.SUSPEND,
                            scope,
                            named,
                            flags,
                            interval,
                            (module, handle, resource, pid, given) ->
                                    module.requestSuspend(handle, resource, pid, interval, given));
                });
    }

    @Override
    public RcmReply notifyOnline(List<String> resources, RcmFlags flags) {
        return tell(Notice.ONLINE, OperationKind.ONLINE, resources, flags, Masks.NOTIFY);
    }

    @Override
    public RcmReply notifyRemove(List<String> resources, RcmFlags flags) {
        return tell(Notice.REMOVE, OperationKind.REMOVE, resources, flags, Masks.NOTIFY);
    }

    @Override
    public RcmReply notifyResume(List<String> resources, RcmFlags flags) {
        return tell(Notice.RESUME, OperationKind.RESUME, resources, flags, Masks.RESUME);
    }

    @Override
    public RcmReply requestCapacityChange(
            String resource, RcmFlags flags, Map<String, String> data) {
        OperationKind kind = OperationKind.REQUEST_CAPACITY;
        return announce(kind, resource, flags, data, Masks.REQUEST, Announcing::requestCapacity);
    }

    @Override
    public RcmReply notifyCapacityChange(
            String resource, RcmFlags flags, Map<String, String> data) {
        OperationKind kind = OperationKind.NOTIFY_CAPACITY;
        return announce(kind, resource, flags, data, Masks.REQUEST, Announcing::notifyCapacity);
    }

    @Override
    public RcmReply notifyEvent(String resource, RcmFlags flags, Map<String, String> data) {
        OperationKind kind = OperationKind.EVENT;
        return announce(kind, resource, flags, data, Masks.EVENT, Announcing::notifyEvent);
    }

    /** What an announcement does. */
    @FunctionalInterface
    private interface Announcement {
        RcmReply make(Announcing announcing, News news);
    }

    private RcmReply request(
            OperationKind kind, List<String> resources, RcmFlags flags, Caller.Work work) {
        return caller.request(kind, resources, flags, watching.during(work));
    }

    private RcmReply ask(
            Ask ask,
            RequestScope scope,
            List<String> resources,
            RcmFlags flags,
            Duration interval,
            Callback callback)
            throws CallRefused {
        Masks.check(flags, Masks.REQUEST);
        List<ResolvedName> places = passes.names().resolve(resources);
        List<Assessment> doubts = new ArrayList<>(caller.registerFirst());
        scope.waited();
        checkRoots(places, flags);
        Strangers.Finding finding = strangers.among(scope, places, flags);
        doubts.addAll(finding.said());
        if (finding.isRefused()) {
            return new RcmReply(RcmResult.FAILURE, Errno.NONE, List.of(), doubts, 0);
        }
        return passes.asking()
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

    private RcmReply tell(
            Notice notice,
            OperationKind kind,
            List<String> resources,
            RcmFlags flags,
            RcmFlags allowed) {
        List<String> named = caller.named(Given.names(resources));
        return request(
                kind,
                named,
                Given.flags(flags),
                scope -> {
                    Masks.check(flags, allowed);
                    List<ResolvedName> places = passes.names().resolve(named);
                    // What was taken so is ended so, whoever registered or went since.
                    checkRoots(
                            places.stream()
                                    .filter(one -> !passes.noticing().isTakenAsRoot(one))
                                    .toList(),
                            flags);
                    RcmReply reply = passes.noticing().tell(notice, scope, places, flags);
                    passes.asking().giveBack(scope);
                    return notice == Notice.ONLINE
                            ? reply.with(strangers.stillGone(scope, places))
                            : reply;
                });
    }

    /** What is asked with it takes out what its modules want. */
    private List<Assessment> doubts(OperationKind kind) {
        return kind == OperationKind.REQUEST_CAPACITY ? caller.doubts() : List.of();
    }

    private RcmReply announce(
            OperationKind kind,
            String resource,
            RcmFlags flags,
            Map<String, String> data,
            RcmFlags allowed,
            Announcement announcement) {
        Map<String, String> given = Map.copyOf(data);
        return request(
                kind,
                Collections.singletonList(resource),
                Given.flags(flags),
                scope -> {
                    Masks.check(flags, allowed);
                    ResolvedName place = passes.names().resolve(resource);
                    News news = new News(scope, resource, place, flags, given, doubts(kind));
                    RcmReply reply = announcement.make(passes.announcing(), news);
                    passes.asking().giveBack(scope);
                    return reply;
                });
    }

    /** Only the root of a file system can be taken as one. */
    private void checkRoots(List<ResolvedName> places, RcmFlags flags) throws CallRefused {
        if (!flags.has(RcmFlags.FILESYS)) {
            return;
        }
        for (ResolvedName place : places) {
            if (passes.registrations().isOrdinary(place.key())) {
                throw new CallRefused(
                        Errno.EINVAL, place.text() + " is not the root of a file system");
            }
        }
    }
}
