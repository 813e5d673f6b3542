// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.remote;

import java.util.Locale;

/** What a user may do over remote JMX. */
enum Role {
    /** Reads attributes and receives notifications. */
    VIEWER,
    /** Invokes operations, too. */
    OPERATOR;

    /** {@return the name as the password file has it} */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
