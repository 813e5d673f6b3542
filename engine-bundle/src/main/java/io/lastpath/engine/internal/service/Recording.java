// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.recovery.Finishing.Action;
import io.lastpath.engine.internal.recovery.Finishing.Recorder;
import io.lastpath.engine.internal.recovery.Finishing.Work;
import io.lastpath.engine.internal.request.DrEntry;
import io.lastpath.engine.internal.request.Leftover;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.GivenBack;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmReply;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Records what the coordinator does by itself, like what others ask for; but what is tried again
 * and fails for the same reason is recorded once, or it would displace all other records. Safe for
 * use by several threads.
 */
final class Recording implements Recorder {

    private final Records records;
    private final Map<DrEntry, Map<Action, RcmReply>> failed =
            Collections.synchronizedMap(new WeakHashMap<>());

    Recording(Records records) {
        this.records = records;
    }

    @Override
    public RcmReply record(
            Leftover leftover, Action action, String why, RequestScope scope, Work work) {
        Asked asked =
                new Asked(
                        OperationKind.valueOf(action.name()),
                        Asked.onBehalf(
                                "coordinator", leftover.number(), leftover.owner().intent(), why),
                        List.of(leftover.resource().text()),
                        leftover.flags());
        return records.record(
                asked,
                records.draw(),
                leftover.owner().intent(),
                scope,
                () -> work.run(scope),
                reply -> isNews(leftover, action, reply.numbered(0)));
    }

    /** Each leftover is worked on by one thread at a time. */
    private boolean isNews(Leftover leftover, Action action, RcmReply reply) {
        Map<Action, RcmReply> before =
                failed.computeIfAbsent(leftover.entry(), any -> new EnumMap<>(Action.class));
        boolean news = reply.isSuccess() || !reply.equals(before.get(action));
        before.put(action, reply);
        return news;
    }

    @Override
    public void givenBack(Leftover leftover, String why, boolean wanted) {
        records.givenBack(
                new GivenBack(
                        leftover.resource().text(),
                        leftover.state(),
                        leftover.owner().intent(),
                        leftover.number(),
                        why,
                        records.now()),
                wanted);
    }
}
