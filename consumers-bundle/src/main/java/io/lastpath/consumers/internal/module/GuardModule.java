// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import io.lastpath.consumers.internal.host.HostUse;
import io.lastpath.consumers.internal.host.Stake;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The RCM module that is registered for every multipathed disk and speaks up where the others
 * cannot: for uses that began after their module had last registered, for what could not be looked
 * into, and for what this process may not see.
 */
public final class GuardModule extends HostModule {

    /** Name of the module. */
    public static final String NAME = "host";

    private final Judge judge;
    private final List<UseModule> others;

    /**
     * A guard that is not registered for anything yet.
     *
     * @param keeper looks at the host
     * @param judge of what becomes of uses
     * @param info name and version, one line
     * @param others the modules that speak for themselves
     */
    public GuardModule(UseKeeper keeper, Judge judge, String info, List<UseModule> others) {
        super(keeper, info);
        this.judge = judge;
        this.others = List.copyOf(others);
    }

    @Override
    Map<String, String> wanted(HostUse use) {
        return use.hiddenByDisk();
    }

    /** Those whom it speaks for are none when it registers, or will be none soon. */
    @Override
    String compared(HostUse use, String resource) {
        return use.hidden(resource)
                + use.stakes(resource).stream()
                        .filter(unasked(resource))
                        .map(Stake::text)
                        .collect(Collectors.joining("; "));
    }

    @Override
    UsageReply usage(HostUse use, RcmHandle handle, String resource) {
        List<Judged> newcomers = newcomers(use, handle, resource);
        List<String> texts = new ArrayList<>(newcomers.stream().map(Judged::text).toList());
        Verdict severity = Replies.severity(newcomers);
        if (!incomplete(use, resource).isEmpty()) {
            texts.add(incomplete(use, resource));
            severity = severity.or(Verdict.UNKNOWN);
        } else if (!unseen(use, handle, resource).isEmpty()) {
            texts.add(unseen(use, handle, resource));
            severity = severity.or(Verdict.DEGRADED);
        }
        return texts.isEmpty() ? Replies.NOBODY : UsageReply.of(Replies.limited(texts), severity);
    }

    @Override
    ModuleReply letGo(HostUse use, RcmHandle handle, String resource, RcmFlags flags) {
        ModuleReply reply =
                Replies.request(handle, resource, flags, newcomers(use, handle, resource));
        if (!flags.has(RcmFlags.QUERY)) {
            return reply;
        }
        List<Assessment> assessments = new ArrayList<>(reply.assessments());
        if (!incomplete(use, resource).isEmpty()) {
            assessments.add(new Assessment(Verdict.UNKNOWN, incomplete(use, resource)));
        } else if (!unseen(use, handle, resource).isEmpty()) {
            assessments.add(new Assessment(Verdict.DEGRADED, unseen(use, handle, resource)));
        }
        return new ModuleReply(reply.result(), reply.error(), reply.tuples(), assessments);
    }

    private List<Judged> newcomers(HostUse use, RcmHandle handle, String resource) {
        return judge.judge(use, resource, handle, unasked(resource));
    }

    /** Those whose module will not be asked. */
    private Predicate<Stake> unasked(String resource) {
        Set<String> asked = new HashSet<>();
        for (UseModule other : others) {
            if (other.speaksFor(resource)) {
                asked.add(other.name());
            }
        }
        return stake -> !asked.contains(stake.use().module());
    }

    private static String incomplete(HostUse use, String resource) {
        List<String> gaps = use.gaps(resource);
        return gaps.isEmpty() ? "" : "incomplete: " + Replies.limited(gaps);
    }

    /** What was said of the disk alone has to be true of several together, and to be said again. */
    private String unseen(HostUse use, RcmHandle handle, String resource) {
        String unseen = String.join("; ", use.unseen());
        if (unseen.isEmpty() || judge.isLost(use, resource, handle, List.of())) {
            return "";
        }
        return judge.isLost(use, resource, handle, handle.resources())
                ? unseen
                : "no user that would be hurt was found, but " + unseen;
    }
}
