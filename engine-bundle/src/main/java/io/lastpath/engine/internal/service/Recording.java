// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.recovery.Finishing.Action;
import io.lastpath.engine.internal.recovery.Finishing.Recorder;
import io.lastpath.engine.internal.recovery.Finishing.Work;
import io.lastpath.engine.internal.request.Leftover;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.GivenBack;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmReply;
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
        Asked asked =
                new Asked(
                        OperationKind.valueOf(action.name()),
                        Asked.onBehalf(
                                "coordinator", leftover.number(), leftover.owner().intent(), why),
                        List.of(leftover.resource().text()),
                        leftover.flags());
        return records.record(
                asked, records.draw(), leftover.owner().intent(), scope, () -> work.run(scope));
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
