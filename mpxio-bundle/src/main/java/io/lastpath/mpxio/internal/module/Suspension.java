// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.analysis.Doubts;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.Verdict;
import java.util.List;

/** What the module answers to a suspend, which it does not pass on. Stateless. */
final class Suspension {

    private Suspension() {}

    /** {@return an agreement, with what it does to clients while it lasts} */
    static ModuleReply of(Effect effect) {
        List<Assessment> said =
                effect.affected().isEmpty() ? effect.assessments() : List.of(unasked(effect));
        return new ModuleReply(RcmResult.SUCCESS, "", List.of(), said);
    }

    private static Assessment unasked(Effect effect) {
        List<String> disks =
                effect.affected().stream().map(loss -> loss.group().label(loss.client())).toList();
        return new Assessment(
                Verdict.UNKNOWN,
                Doubts.named(disks, "client")
                        + " would have no usable path while it is suspended, and nobody asks the"
                        + " users: multipathing passes no suspend on; an offline asks them");
    }
}
