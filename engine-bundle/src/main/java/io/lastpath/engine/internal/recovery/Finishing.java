// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.recovery;

import io.lastpath.engine.internal.call.Thrown;
import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.pass.Ask;
import io.lastpath.engine.internal.pass.Asking;
import io.lastpath.engine.internal.pass.Callback;
import io.lastpath.engine.internal.pass.Notice;
import io.lastpath.engine.internal.pass.Noticing;
import io.lastpath.engine.internal.pass.Question;
import io.lastpath.engine.internal.pass.Walks;
import io.lastpath.engine.internal.request.Leftover;
import io.lastpath.engine.internal.request.Leftovers;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Redoes and undoes requests that somebody else began, as if that one went on. Safe for use by
 * several threads.
 */
public final class Finishing {

    private final Leftovers leftovers;
    private final Asking asking;
    private final Noticing noticing;
    private final BooleanSupplier running;
    private final Recorder recorder;

    /** Records what is done. */
    public interface Recorder {

        /**
         * Does something and records it.
         *
         * @param leftover what it is done to
         * @param action what is done
         * @param why why
         * @param scope in which it is done
         * @param work does it
         * @return its reply
         */
        RcmReply record(
                Leftover leftover, Action action, String why, RequestScope scope, Work work);

        /**
         * Notes that a request is ended which its initiator did not end.
         *
         * @param leftover the request
         * @param why why
         * @param wanted whether its initiator may still count on it
         */
        void givenBack(Leftover leftover, String why, boolean wanted);
    }

    /** What is done to a request that was left behind. */
    public enum Action {
        OFFLINE,
        SUSPEND,
        ONLINE,
        RESUME,
        REMOVE
    }

    /** The doing. */
    @FunctionalInterface
    public interface Work {
        RcmReply run(RequestScope scope);
    }

    public Finishing(
            Leftovers leftovers,
            Asking asking,
            Noticing noticing,
            BooleanSupplier running,
            Recorder recorder) {
        this.leftovers = leftovers;
        this.asking = asking;
        this.noticing = noticing;
        this.running = running;
        this.recorder = recorder;
    }

    /**
     * Redoes what had been done, and undoes what had not got so far. A refusal undoes it: those who
     * had let go and do not refuse are told. What others are doing about leftovers meanwhile may be
     * in its way: then a refusal settles nothing.
     *
     * @param one a request of an earlier run
     * @param apart whether nobody is doing anything meanwhile about others that have to do with
     *     that
     * @return why it could be neither redone nor undone; empty if it is finished
     */
    String redo(Leftover one, Predicate<Ground> apart) {
        if (!one.isDone()) {
            return giveBack(one, "it had not been finished", false);
        }
        letBack(one);
        Action action = one.suspension() ? Action.SUSPEND : Action.OFFLINE;
        RequestScope asked = RequestScope.finishing(one, running);
        String problem = redo(one, action, asked, apart);
        if (problem.isEmpty()) {
            leftovers.redone(asked);
        } else {
            leftovers.unredone(asked);
        }
        return problem;
    }

    private String redo(Leftover one, Action action, RequestScope asked, Predicate<Ground> apart) {
        try {
            RcmReply reply =
                    recorder.record(
                            one,
                            action,
                            "redone after a restart",
                            asked,
                            scope -> asking.ask(question(one, scope)));
            return redone(one, asked, reply, apart);
        } catch (RuntimeException | Error e) { // as where the host has no memory left
            return "it is of an earlier run and could not be redone: " + Thrown.text(e);
        }
    }

    /**
     * What is redone goes as far as before; whom a broken-off request called beyond that is told.
     */
    private void letBack(Leftover one) {
        RequestScope scope = RequestScope.finishing(one, running);
        Set<Called> beyond = noticing.beyond(scope, one);
        if (!beyond.isEmpty()) {
            recorder.record(
                    one,
                    Action.valueOf(Notice.ending(one.state(), one.suspension()).name()),
                    "it was to be taken with all below it, which had not been finished",
                    scope,
                    told -> noticing.letBack(told, one));
        }
        if (scope.isRunning()) {
            leftovers.exempt(one, beyond);
        }
    }

    private String redone(
            Leftover one, RequestScope asked, RcmReply reply, Predicate<Ground> apart) {
        if (reply.isSuccess()) {
            return "";
        }
        if (isUnknown(reply)) {
            return "it is of an earlier run and could not be redone: " + reasons(reply);
        }
        if (asked.said().isHindered()) {
            return "it is of an earlier run and could not be redone while somebody else is at what it"
                    + " needs, "
                    + refusal(reply)
                    + "; it is tried again";
        }
        if (!apart.test(Ground.of(asked.said().refusers(), reply.tuples()))) {
            return "it is of an earlier run and was refused while others were being finished, "
                    + refusal(reply)
                    + "; it is tried again";
        }
        leftovers.exempt(one, asked.said().refusers());
        String why = "it was refused when it was redone after a restart, " + refusal(reply);
        return giveBack(one, why, true);
    }

    /** Everybody who refused, in calling order. */
    private static String refusal(RcmReply reply) {
        String errors =
                reply.tuples().stream()
                        .filter(tuple -> !tuple.error().isEmpty())
                        .map(tuple -> who(tuple) + tuple.resource() + ", " + tuple.error())
                        .distinct()
                        .collect(Collectors.joining("; "));
        return reply.result() + (errors.isEmpty() ? "" : ": " + errors);
    }

    private static String who(InfoTuple tuple) {
        return tuple.module().isEmpty() ? "" : tuple.module() + " on ";
    }

    /** A conflict is a refusal here, as RCM has it: somebody else holds what it needs. */
    private static boolean isUnknown(RcmReply reply) {
        return reply.errno() != Errno.NONE
                || reply.assessments().stream().anyMatch(said -> said.verdict() == Verdict.UNKNOWN);
    }

    /** Everything that went wrong, in calling order. */
    private static String reasons(RcmReply reply) {
        String reasons =
                reply.assessments().stream()
                        .filter(said -> said.verdict() == Verdict.UNKNOWN)
                        .map(said -> said.reason())
                        .distinct()
                        .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? reply.result() + " " + reply.errno() : reasons;
    }

    private Question question(Leftover one, RequestScope scope) {
        // As RCM does, with the flags left out; but what was forced would be refused without force.
        RcmFlags flags = one.flags().has(RcmFlags.FORCE) ? RcmFlags.FORCE : RcmFlags.NONE;
        return new Question(
                one.suspension() ? Ask.SUSPEND : Ask.OFFLINE,
                scope,
                names(one),
                List.of(one.resource()),
                one.filesys() ? flags.with(RcmFlags.FILESYS) : flags,
                Walks.reach(one.flags()),
                one.interval(),
                callback(one),
                List.of());
    }

    private static Callback callback(Leftover one) {
        return one.suspension()
                ? (module, handle, resource, pid, flags) ->
                        module.requestSuspend(handle, resource, pid, one.interval(), flags)
                : RcmModule::requestOffline;
    }

    /**
     * Undoes a request of an initiator that has gone, or tells the end of it once more if that was
     * on its way.
     *
     * @param one the request
     * @return why it could not be undone; empty if it is
     */
    String undo(Leftover one) {
        return giveBack(one, "its initiator has gone", false);
    }

    private String giveBack(Leftover one, String why, boolean wanted) {
        Notice notice = Notice.ending(one.state(), one.suspension());
        RcmFlags flags = one.filesys() ? RcmFlags.FILESYS : RcmFlags.NONE;
        List<ResolvedName> places = List.of(one.resource());
        RequestScope scope = RequestScope.finishing(one, running);
        RcmReply reply =
                recorder.record(
                        one,
                        Action.valueOf(notice.name()),
                        why,
                        scope,
                        telling -> noticing.tell(notice, telling, places, flags));
        return ended(one, scope, reply, why, wanted);
    }

    /**
     * Gives back a dependent whose request is over.
     *
     * @param one the dependent
     * @return why it could not be given back; empty if it is
     */
    String giveBack(Leftover one) {
        Notice notice = Notice.ending(one.state(), one.suspension());
        String why =
                one.isByEvents()
                        ? "it had been taken within an event, a notification or a capacity request,"
                                + " which nobody ends any more"
                        : "what it had been taken along with is over";
        RequestScope scope = RequestScope.finishing(one, running);
        RcmReply reply =
                recorder.record(
                        one,
                        Action.valueOf(notice.name()),
                        why,
                        scope,
                        giving -> noticing.giveBack(giving, one));
        return ended(one, scope, reply, why, false);
    }

    private String ended(
            Leftover one, RequestScope scope, RcmReply reply, String why, boolean wanted) {
        if (leftovers.isGone(one)) {
            boolean isRemoved = Notice.ending(one.state(), one.suspension()) == Notice.REMOVE;
            if (!isRemoved && leftovers.isEndedIn(scope, one)) {
                recorder.givenBack(one, why, wanted);
            }
            return "";
        }
        return leftovers.isGoneOnWith(one) ? "" : "it could not be ended: " + reasons(reply);
    }

    private static List<String> names(Leftover one) {
        return List.of(one.resource().text());
    }
}
