// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.mpxio.internal.vectors.ScenarioRun;
import io.lastpath.rcm.RcmFlags;
import java.util.Map;

/**
 * The flags that the coordinator takes and passes on to modules as they are. The vectors give the
 * module any; those that the coordinator would refuse, or minds itself, are left out on both sides.
 */
final class TakenFlags {

    private static final RcmFlags REQUEST =
            RcmFlags.QUERY.with(RcmFlags.FORCE).with(RcmFlags.SCOPE).with(RcmFlags.RETIRE_REQUEST);

    private static final RcmFlags INFO =
            REQUEST.with(RcmFlags.INCLUDE_SUBTREE)
                    .with(RcmFlags.INCLUDE_DEPENDENT)
                    .with(RcmFlags.NOPID);

    private static final Map<String, RcmFlags> OF_OPERATION =
            Map.of("offline", REQUEST, "suspend", REQUEST, "getinfo", INFO);

    private TakenFlags() {}

    /** {@return the flags of a step that the coordinator takes for its operation} */
    static RcmFlags of(JsonNode step) {
        return of(step, ScenarioRun.flags(step));
    }

    /** {@return those of some flags that the coordinator takes for the operation of a step} */
    static RcmFlags of(JsonNode step, RcmFlags flags) {
        RcmFlags taken = OF_OPERATION.getOrDefault(step.get("op").asText(), RcmFlags.NONE);
        return flags.without(flags.without(taken));
    }
}
