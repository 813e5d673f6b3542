// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.util.List;
import java.util.Objects;

/**
 * What a module answers to a callback other than get-info. Immutable.
 *
 * @param result {@link RcmResult#SUCCESS} to agree; anything else refuses or reports a failure
 * @param error why, in words; empty for none
 * @param tuples what the module's own calls on its {@link RcmHandle} brought, in calling order
 * @param assessments how grave the module finds it, its own first, then those that its own calls
 *     brought; may be empty
 */
public record ModuleReply(
        RcmResult result, String error, List<InfoTuple> tuples, List<Assessment> assessments) {

    /** Agreed or done, nothing to add. */
    public static final ModuleReply SUCCESS =
            new ModuleReply(RcmResult.SUCCESS, "", List.of(), List.of());

    /** Checks that nothing is missing and copies the lists. */
    public ModuleReply {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(error, "error");
        tuples = List.copyOf(tuples);
        assessments = List.copyOf(assessments);
    }

    /**
     * A refusal by the module itself.
     *
     * @param error why, in words
     * @return the reply
     */
    public static ModuleReply refusal(String error) {
        return new ModuleReply(RcmResult.FAILURE, error, List.of(), List.of());
    }
}
