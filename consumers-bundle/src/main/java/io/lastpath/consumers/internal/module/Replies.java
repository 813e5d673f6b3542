// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import io.lastpath.consumers.internal.host.Fate;
import io.lastpath.consumers.internal.host.Use;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes RCM's answers of what was judged. Stateless. */
final class Replies {

    private static final int SHOWN = 8;

    /** Nobody is there any more: no words, and nothing grave. */
    static final UsageReply NOBODY =
            new UsageReply(
                    RcmResult.SUCCESS,
                    "",
                    "",
                    Map.of(InfoTuple.SEVERITY, Verdict.SAFE.name()),
                    List.of());

    private Replies() {}

    /** {@return how a disk is used} */
    static UsageReply usage(List<Judged> judged) {
        if (judged.isEmpty()) {
            return NOBODY;
        }
        return UsageReply.of(limited(judged.stream().map(Judged::text).toList()), severity(judged));
    }

    static Verdict severity(List<Judged> judged) {
        return judged.stream().map(Judged::severity).reduce(Verdict.SAFE, Verdict::or);
    }

    /**
     * Answers a request to let go: what would be lost refuses. Force overrules that, but for what
     * the system needs and nobody has named.
     *
     * @param handle has what the initiator accepts to lose
     * @param resource of the disk
     * @param flags of the request
     * @param judged what becomes of the users
     * @return the answer
     */
    static ModuleReply request(
            RcmHandle handle, String resource, RcmFlags flags, List<Judged> judged) {
        boolean force = flags.has(RcmFlags.FORCE);
        Set<String> accepted = force ? handle.intent().accepted() : Set.of();
        List<String> refusals = new ArrayList<>();
        List<Assessment> assessments = new ArrayList<>();
        for (Judged one : judged) {
            Use use = one.stake().use();
            Set<String> names = new HashSet<>(use.names());
            names.add(resource);
            boolean vital = one.severity() == Verdict.SYSTEM_CRITICAL;
            if (one.fate() == Fate.LOST
                    && (!force || vital && Collections.disjoint(names, accepted))) {
                refusals.add(force ? use.refusal() + naming(use, resource) : use.refusal());
            } else if (flags.has(RcmFlags.QUERY)) {
                // Only when asked, or a forced request would show it twice.
                String text = one.text();
                assessments.add(
                        new Assessment(
                                one.severity(),
                                one.fate() == Fate.LOST ? "overruled by force: " + text : text,
                                names));
            }
        }
        return new ModuleReply(
                refusals.isEmpty() ? RcmResult.SUCCESS : RcmResult.FAILURE,
                limited(refusals),
                List.of(),
                assessments);
    }

    private static String naming(Use use, String resource) {
        List<String> names = use.shownNames().stream().limit(SHOWN).toList();
        return "; name "
                + (names.isEmpty() ? resource : String.join(" or ", names))
                + " to give it up";
    }

    /** {@return the first of them in one line, and how many more there are} */
    static String limited(List<String> texts) {
        String first = texts.stream().distinct().limit(SHOWN).collect(Collectors.joining("; "));
        long more = texts.stream().distinct().count() - SHOWN;
        return more > 0 ? first + "; and " + more + " more" : first;
    }
}
