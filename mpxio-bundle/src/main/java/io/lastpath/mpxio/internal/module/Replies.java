// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the module answers. */
final class Replies {

    /** What the C module says where it finds no clients. */
    static final String CANNOT_LOOKUP = "Cannot lookup clients.";

    private static final String LAST_PATH = "Last path to busy resources.";

    private Replies() {}

    static ModuleReply unknown(String why) {
        return refusal(why, new Assessment(Verdict.UNKNOWN, why));
    }

    static ModuleReply cannotLookup(Effect effect) {
        return refusal(CANNOT_LOOKUP, effect.unknown());
    }

    private static ModuleReply refusal(String error, Assessment assessment) {
        return new ModuleReply(RcmResult.FAILURE, error, List.of(), List.of(assessment));
    }

    /** {@return what the clients' users answered, after this module's own view} */
    static ModuleReply of(RcmReply reply, List<Assessment> own) {
        return of(reply, "", own);
    }

    private static ModuleReply of(RcmReply reply, String error, List<Assessment> own) {
        List<Assessment> assessments = new ArrayList<>(own);
        assessments.addAll(reply.assessments());
        return new ModuleReply(reply.result(), error, reply.tuples(), assessments);
    }

    /** Asks or tells the users of the affected clients, and of others that go with them. */
    static ModuleReply passOn(
            RcmHandle handle, RcmFlags flags, Effect effect, List<String> clients, String silence) {
        RcmReply reply =
                clients.isEmpty() ? RcmReply.SUCCESS : handle.requestOffline(clients, flags);
        List<Assessment> own = new ArrayList<>(effect.assessments());
        if (!silence.isEmpty()) {
            own.add(new Assessment(Verdict.UNKNOWN, silence));
        }
        return of(reply, reply.isSuccess() ? "" : LAST_PATH, own);
    }

    /** {@return an answer that may be wrong, with why} */
    static ModuleReply doubted(ModuleReply reply, String why) {
        List<Assessment> assessments = new ArrayList<>(reply.assessments());
        assessments.add(new Assessment(Verdict.UNKNOWN, why));
        return new ModuleReply(reply.result(), reply.error(), reply.tuples(), assessments);
    }

    /** {@return one answer, with what others have said afterwards} */
    static ModuleReply and(ModuleReply first, RcmReply later) {
        List<InfoTuple> tuples =
                Stream.concat(first.tuples().stream(), later.tuples().stream()).toList();
        List<Assessment> assessments =
                Stream.concat(first.assessments().stream(), later.assessments().stream()).toList();
        return new ModuleReply(
                later.result(), later.isSuccess() ? "" : LAST_PATH, tuples, assessments);
    }
}
