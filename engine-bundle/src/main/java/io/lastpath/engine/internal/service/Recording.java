// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.recovery.Finishing.Action;
import io.lastpath.engine.internal.recovery.Finishing.Recorder;
import io.lastpath.engine.internal.recovery.Finishing.Work;
import io.lastpath.engine.internal.request.Leftover;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.GivenBack;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmReply;
import java.time.Instant;
import java.util.List;

/** Records what the coordinator does by itself, like what others ask for. Thread-safe. */
final class Recording implements Recorder {

    private final Records records;

    Recording(Records records) {
        this.records = records;
    }

    @Override
    public RcmReply record(
            Leftover leftover, Action action, String why, RequestScope scope, Work work) {
        Instant started = records.now();
        long number = records.draw();
        RcmReply reply = work.run(scope);
        records.ended(
                OperationLog.cut(
                        new Operation(
                                number,
                                OperationKind.valueOf(action.name()),
                                intent(leftover, why),
                                List.of(leftover.resource().text()),
                                leftover.flags(),
                                reply.numbered(number),
                                started,
                                records.now(),
                                0,
                                scope.answers(),
                                scope.unlisted())),
                leftover.owner().intent());
        return reply;
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

    private static Intent intent(Leftover leftover, String why) {
        Intent asked = leftover.owner().intent();
        return Intent.of(
                new Initiator("coordinator", Initiator.NO_PID, "local"),
                "request "
                        + leftover.number()
                        + " of "
                        + asked.initiator().id()
                        + (asked.reason().isEmpty() ? "" : " (" + asked.reason() + ")")
                        + ": "
                        + why);
    }
}
