// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a module answers to get-info. Immutable.
 *
 * @param result {@link RcmResult#SUCCESS} if it could tell
 * @param info how the resource is used, in words; empty for none
 * @param error why it could not tell; empty for none
 * @param properties further facts, see {@link InfoTuple#SEVERITY}
 * @param tuples what the module's own calls on its {@link RcmHandle} brought, in calling order
 */
public record UsageReply(
        RcmResult result,
        String info,
        String error,
        Map<String, String> properties,
        List<InfoTuple> tuples) {

    /** Checks that nothing is missing and copies what is mutable. */
    public UsageReply {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(error, "error");
        properties = Map.copyOf(properties);
        tuples = List.copyOf(tuples);
    }

    /**
     * A plain answer.
     *
     * @param info how the resource is used, in words
     * @param severity how grave its loss would be
     * @return the reply
     */
    public static UsageReply of(String info, Verdict severity) {
        return new UsageReply(
                RcmResult.SUCCESS,
                info,
                "",
                Map.of(InfoTuple.SEVERITY, severity.name()),
                List.of());
    }

    /**
     * An answer that could not be given.
     *
     * @param error why
     * @return the reply
     */
    public static UsageReply failure(String error) {
        return new UsageReply(RcmResult.FAILURE, "", error, Map.of(), List.of());
    }
}
