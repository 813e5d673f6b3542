// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.util.Objects;

/**
 * That a registrant was called, and what it answered; also if it had nothing to say beyond that.
 *
 * @param callback what it was called for, for example {@code offline query}
 * @param module name of its module
 * @param resource the resource, as it registered
 * @param pid the process on whose behalf, 0 for the module itself
 * @param result what it answered, or what the lack of an answer counts as
 */
public record Answer(String callback, String module, String resource, long pid, RcmResult result) {

    /** Checks that nothing is missing. */
    public Answer {
        Objects.requireNonNull(callback, "callback");
        Objects.requireNonNull(module, "module");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(result, "result");
    }
}
