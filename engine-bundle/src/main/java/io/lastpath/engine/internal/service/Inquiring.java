// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.names.CallRefused;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.pass.Informing.Told;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What one caller asks, of those who use something or of the coordinator itself. Thread-safe. */
final class Inquiring {

    private final Passes passes;
    private final Attendance attendance;
    private final Caller caller;
    private final Watching watching;
    private final Supplier<List<Assessment>> standing;

    Inquiring(
            Passes passes,
            Attendance attendance,
            Caller caller,
            Supplier<List<Assessment>> standing) {
        this.passes = passes;
        this.attendance = attendance;
        this.caller = caller;
        this.watching = new Watching(passes.asking());
        this.standing = standing;
    }

    RcmReply ask(List<String> resources, RcmFlags flags) {
        return caller.request(
                OperationKind.GET_INFO,
                resources,
                flags,
                watching.during(
                        scope -> {
                            if (flags.has(RcmFlags.DR_OPERATION)) {
                                List<Assessment> doubts = caller.registerFirst();
                                return doubted(listed(passes.requests().open().listing()), doubts);
                            }
                            if (flags.has(RcmFlags.MOD_INFO)) {
                                List<Assessment> doubts = caller.registerFirst();
                                return doubted(listed(attendance.listing()), doubts);
                            }
                            List<ResolvedName> places = passes.names().resolve(resources);
                            List<Assessment> doubts = caller.registerFirst();
                            scope.waited();
                            Told told = passes.informing().ask(scope, places, flags);
                            passes.asking().giveBack(scope);
                            return doubted(
                                    told.reply(), silence(unknown(scope, places, told), doubts));
                        }));
    }

    /** Who registers meanwhile was in doubt before, who is kept from it is afterwards. */
    RcmReply inspect(List<String> resources, RcmFlags flags) {
        return caller.quietly(
                watching.during(
                        scope -> {
                            Set<Assessment> doubts = new LinkedHashSet<>(standing.get());
                            RcmReply reply = inspected(scope, resources, flags);
                            doubts.addAll(standing.get());
                            return doubted(reply, List.copyOf(doubts));
                        }));
    }

    private RcmReply inspected(RequestScope scope, List<String> resources, RcmFlags flags)
            throws CallRefused {
        return flags.has(RcmFlags.MOD_INFO)
                ? listed(attendance.listing())
                : passes.informing().ask(scope, passes.names().resolve(resources), flags).reply();
    }

    private static RcmReply listed(List<InfoTuple> tuples) {
        return new RcmReply(RcmResult.SUCCESS, Errno.NONE, tuples, List.of(), 0);
    }

    /** Each one that a person names counts; a process hears of it where nobody tells anything. */
    private static List<ResolvedName> unknown(
            RequestScope scope, List<ResolvedName> places, Told told) {
        if (told.reply().tuples().isEmpty()) {
            return places;
        }
        boolean person = !scope.isCascaded() && Initiating.isPerson(scope.intent());
        return person ? told.silent() : List.of();
    }

    /** That nobody speaks up for a name does not make it safe to take away: it may be misspelt. */
    private static List<Assessment> silence(List<ResolvedName> places, List<Assessment> doubts) {
        if (places.isEmpty()) {
            return doubts;
        }
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
}
