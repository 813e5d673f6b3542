// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import java.util.Locale;

/** What a consumer says when it is asked to let go of a client. */
public enum Answer {
    /** It agrees. */
    ALLOW,
    /** It does not. */
    REFUSE;

    /** {@return the word for it in a scenario} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
