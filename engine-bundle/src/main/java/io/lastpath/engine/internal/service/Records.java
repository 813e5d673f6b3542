// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.call.Thrown;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.engine.internal.request.Said;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.GivenBack;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Numbers what is done, and tells whoever keeps records of it. Safe for use by several threads. */
final class Records {

    private final Host host;
    private final Journal journal;
    private final Attendance attendance;
    private final Consumer<Operation> audit;
    private final Feed feed;
    private final GivenBackLog givenBack;

    Records(
            Host host,
            Journal journal,
            Attendance attendance,
            Consumer<Operation> audit,
            Feed feed,
            GivenBackLog givenBack) {
        this.host = host;
        this.journal = journal;
        this.attendance = attendance;
        this.audit = audit;
        this.feed = feed;
        this.givenBack = givenBack;
    }

    Instant now() {
        return host.clock().instant();
    }

    /** {@return the number of a request that starts now} */
    long draw() {
        return journal.draw();
    }

    /** Nothing more is done under a number that was drawn. */
    void over(long number) {
        feed.over(number);
    }

    /**
     * Does something and records it.
     *
     * @param asked what is recorded of who asked for what
     * @param number that was drawn for it
     * @param whose who asked for it first
     * @param scope in which it is done
     * @param work does it
     * @return its reply, with that number
     */
    RcmReply record(
            Asked asked, long number, Intent whose, RequestScope scope, Supplier<RcmReply> work) {
        return record(asked, number, whose, scope, work, reply -> true);
    }

    /**
     * Does something, and records it if it is news.
     *
     * @param news tells of its reply whether it is recorded
     */
    RcmReply record(
            Asked asked,
            long number,
            Intent whose,
            RequestScope scope,
            Supplier<RcmReply> work,
            Predicate<RcmReply> news) {
        Instant started = now();
        host.presence().asks(asked.intent().initiator());
        RcmReply reply;
        try {
            reply = work.get().numbered(number);
        } catch (RuntimeException | Error e) { // as where the host has no memory left
            noteBroken(asked, number, whose, scope, started, e, news);
            throw e;
        } finally {
            host.presence().answered(asked.intent().initiator());
        }
        if (news.test(reply)) {
            ended(OperationLog.cut(operation(asked, reply, scope.said(), started)), whose);
        }
        return reply;
    }

    private Operation operation(Asked asked, RcmReply reply, Said said, Instant started) {
        return new Operation(
                reply.operation(),
                asked.kind(),
                asked.intent(),
                asked.resources(),
                asked.flags(),
                reply,
                started,
                now(),
                0,
                said.answers(),
                said.unlisted());
    }

    /** With what those who were called have said until then. */
    private void noteBroken(
            Asked asked,
            long number,
            Intent whose,
            RequestScope scope,
            Instant started,
            Throwable cause,
            Predicate<RcmReply> news) {
        try {
            RcmReply reply = brokeDown(cause).numbered(number);
            if (news.test(reply)) {
                ended(OperationLog.cut(operation(asked, reply, scope.said(), started)), whose);
            }
        } catch (RuntimeException | Error e) {
            if (e != cause) { // the host may throw the very same again
                cause.addSuppressed(e);
            }
        }
    }

    private static RcmReply brokeDown(Throwable cause) {
        String why =
                "the coordinator broke down on the way: "
                        + Thrown.text(cause)
                        + "; what is still open is listed by 'lastpath status', and ends with online or"
                        + " remove";
        return unknown(RcmReply.failure(Errno.NONE), why);
    }

    /**
     * Does something. Nothing is begun that cannot be kept, and what is not on the disk was not
     * done.
     *
     * @param work does it
     * @return its reply, or what keeps it from counting
     */
    RcmReply kept(Supplier<RcmReply> work) {
        String unkept = journal.keeper().keep();
        if (!unkept.isEmpty()) {
            return unknown(
                    RcmReply.failure(Errno.NONE),
                    unkept + ": nobody was asked, and nothing has changed");
        }
        RcmReply reply = work.get();
        String unkeptAfter = journal.keeper().keep();
        boolean nothingCameOfIt = !reply.isSuccess() && journal.isAsKept(); // says it itself
        return unkeptAfter.isEmpty() || nothingCameOfIt
                ? reply
                : unknown(reply, unkeptAfter + ": a restart will not know of this");
    }

    private static RcmReply unknown(RcmReply reply, String why) {
        List<Assessment> assessments = new ArrayList<>(reply.assessments());
        assessments.add(new Assessment(Verdict.UNKNOWN, why));
        return new RcmReply(
                reply.isSuccess() ? RcmResult.FAILURE : reply.result(),
                reply.errno(),
                reply.tuples(),
                assessments,
                0);
    }

    /**
     * An operation has ended.
     *
     * @param operation its record
     * @param whose who asked for it first
     */
    void ended(Operation operation, Intent whose) {
        audit.accept(operation);
        journal.log().add(operation);
        feed.ended(operation);
        if (Initiating.isPerson(whose)) {
            attendance.registerBarred(); // what was in their way may have ended
        }
    }

    /** A DR request was ended by nobody else; see {@link GivenBackLog#add}. */
    void givenBack(GivenBack one, boolean wanted) {
        givenBack.add(one, wanted);
    }

    /** {@return the last of those, oldest first} */
    List<GivenBack> givenBack() {
        return givenBack.all();
    }

    /** {@return whether there was a loss to acknowledge, which is done and recorded} */
    boolean acknowledge(Intent intent) {
        Instant started = now();
        if (!journal.acknowledge(intent)) {
            return false;
        }
        long number = draw();
        RcmReply reply = RcmReply.SUCCESS.numbered(number);
        ended(
                new Operation(
                        number,
                        OperationKind.ACKNOWLEDGE,
                        intent,
                        List.of(),
                        RcmFlags.NONE,
                        reply,
                        started,
                        now()),
                intent);
        feed.changed();
        return true;
    }
}
