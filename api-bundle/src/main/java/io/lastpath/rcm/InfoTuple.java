// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.util.Map;
import java.util.Objects;

/**
 * What one registrant said about one resource, as rcm_get_info(3RCM) returns it. Immutable.
 *
 * @param resource name of the resource, as the registrant registered it
 * @param module name of the module; empty in the tuple of a DR request
 * @param pid the process on whose behalf the module registered, 0 for the module itself; in the
 *     tuple of a DR request the initiator's process id, {@link Initiator#NO_PID} if it is no
 *     process
 * @param state the registrant's state after the call, or the DR request's
 * @param sequence the request that this answers
 * @param info how the resource is used, in words; may be empty
 * @param error why it was refused, in words; empty where it was not
 * @param properties further facts, see {@link #SEVERITY}; may be empty
 */
public record InfoTuple(
        String resource,
        String module,
        long pid,
        RcmState state,
        RequestSequence sequence,
        String info,
        String error,
        Map<String, String> properties) {

    /**
     * Key of the property that says how grave the loss of the resource is: the name of a {@link
     * Verdict}.
     */
    public static final String SEVERITY = "severity";

    /** Checks that nothing is missing and copies the properties. */
    public InfoTuple {
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(module, "module");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(sequence, "sequence");
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(error, "error");
        properties = Map.copyOf(properties);
    }

    /**
     * Reads the severity property.
     *
     * @param absent what stands where the registrant gave none
     * @return the severity; {@link Verdict#UNKNOWN} where the property is no verdict's name
     */
    public Verdict severity(Verdict absent) {
        String word = properties.get(SEVERITY);
        if (word == null) {
            return absent;
        }
        for (Verdict verdict : Verdict.values()) {
            if (verdict.name().equals(word)) {
                return verdict;
            }
        }
        return Verdict.UNKNOWN;
    }
}
