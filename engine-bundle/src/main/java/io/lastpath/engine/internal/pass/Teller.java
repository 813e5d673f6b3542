// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.call.CallFailed;
import io.lastpath.engine.internal.call.CallRunner;
import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.registry.Registrant;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.Answer;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Calls one registrant and makes tuples of what it says. Safe for use by several threads. */
public final class Teller {

    private static final RcmFlags INFO_ONLY =
            RcmFlags.INCLUDE_SUBTREE.with(RcmFlags.INCLUDE_DEPENDENT);

    private final CallRunner runner;
    private final Registrations registrations;
    private final Handles handles;

    public Teller(CallRunner runner, Registrations registrations, Handles handles) {
        this.runner = runner;
        this.registrations = registrations;
        this.handles = handles;
    }

    /**
     * Calls a registrant.
     *
     * @param visit the walk
     * @param who the registrant
     * @param name of the callback, for sentences
     * @param callback the callback
     * @param after is told the result before the tuple is made
     * @return the result
     */
    RcmResult tell(
            Visit visit,
            Registrant who,
            String name,
            Callback callback,
            Consumer<RcmResult> after) {
        ModuleReply reply;
        boolean reachable = true;
        RequestScope scope = visit.callback(who);
        try {
            reply =
                    call(
                            scope,
                            who,
                            name,
                            (module, handle) ->
                                    callback.call(
                                            module,
                                            handle,
                                            who.resource(),
                                            who.pid(),
                                            visit.flags()));
        } catch (CallFailed e) {
            reply = unanswered(visit, e);
            reachable = e.why() == CallFailed.Cause.THREW;
        }
        note(scope, who, name, reply.result());
        if (visit.scope().isOpen()) {
            after.accept(reply.result());
        }
        List<Assessment> said = named(reply.assessments(), who);
        visit.answers().assess(said);
        visit.scope().said().assess(said);
        if (!reply.result().isSuccess()
                || !reply.error().isEmpty()
                || visit.flags().has(RcmFlags.SCOPE)) {
            RcmFlags flags = visit.flags().without(INFO_ONLY);
            UsageReply usage = reachable ? usage(visit, who, flags) : UsageReply.failure("");
            InfoTuple tuple = tuple(visit, who, usage, reply.error());
            visit.answers().add(tuple);
            visit.scope().said().use(tuple);
        }
        visit.answers().addAll(reply.tuples());
        return reply.result();
    }

    private static void note(RequestScope scope, Registrant who, String name, RcmResult result) {
        String module = who.module().name();
        scope.said().answered(new Answer(name, module, who.resource(), who.pid(), result));
        if (!result.isSuccess() && !scope.respite().wasUsed()) {
            scope.said().refused(new Called(module, who.resource()));
        }
    }

    /** Asks a registrant how it uses its resource, and adds its tuple and its dependents'. */
    void describe(Visit visit, Registrant who) {
        UsageReply usage = usage(visit, who, visit.flags());
        visit.answers().add(tuple(visit, who, usage, usage.error()));
        visit.answers().addAll(usage.tuples());
    }

    /** Asks a registrant how it uses its resource. */
    UsageReply usage(Visit visit, Registrant who, RcmFlags flags) {
        try {
            return call(
                    visit.callback(who),
                    who,
                    "get info",
                    (module, handle) -> module.getInfo(handle, who.resource(), who.pid(), flags));
        } catch (CallFailed e) {
            return new UsageReply(
                    e.result(),
                    "",
                    e.getMessage(),
                    Map.of(InfoTuple.SEVERITY, Verdict.UNKNOWN.name()),
                    List.of());
        }
    }

    private <T> T call(
            RequestScope scope,
            Registrant who,
            String name,
            BiFunction<RcmModule, RcmHandle, T> work)
            throws CallFailed {
        try {
            RcmHandle handle = handles.open(who.module(), scope);
            return runner.call(
                    who.module(),
                    name + " of " + who.resource(),
                    scope.respite(),
                    module -> work.apply(module, handle));
        } finally {
            scope.close();
        }
    }

    /** Who was asked and did not answer may be hurt: that makes the gravity unknown. */
    private static ModuleReply unanswered(Visit visit, CallFailed failure) {
        if (failure.why() == CallFailed.Cause.LATE) {
            visit.answers().late();
        }
        return new ModuleReply(
                failure.result(),
                failure.getMessage(),
                List.of(),
                List.of(new Assessment(Verdict.UNKNOWN, failure.getMessage())));
    }

    /** What is not to be lost has to have a name that an initiator can give it up by. */
    private static List<Assessment> named(List<Assessment> assessments, Registrant who) {
        return assessments.stream()
                .map(
                        one ->
                                one.verdict() == Verdict.SYSTEM_CRITICAL && one.uses().isEmpty()
                                        ? new Assessment(
                                                one.verdict(), one.reason(), Set.of(who.resource()))
                                        : one)
                .toList();
    }

    private InfoTuple tuple(Visit visit, Registrant who, UsageReply usage, String error) {
        return new InfoTuple(
                who.resource(),
                who.module().name(),
                who.pid(),
                registrations.states().state(who),
                visit.scope().sequence(),
                usage.info(),
                error,
                usage.properties());
    }
}
