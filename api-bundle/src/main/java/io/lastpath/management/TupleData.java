// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

/**
 * What one registrant said about one resource, as a composite.
 *
 * @param resource name of the resource as registered
 * @param module name of the module; empty in the tuple of a DR request
 * @param pid process on whose behalf, 0 for the module itself, -1 for none
 * @param state state word of the registrant or of the DR request
 * @param stateNumber its number
 * @param info how the resource is used; may be empty
 * @param error why it was refused; empty where it was not
 * @param severity how grave its loss is: a verdict; empty where nobody said
 * @param severityLevel its level, 0 to 4; -1 where nobody said
 * @param depth depth in the cascade
 */
public record TupleData(
        String resource,
        String module,
        long pid,
        String state,
        int stateNumber,
        String info,
        String error,
        String severity,
        int severityLevel,
        int depth) {}
