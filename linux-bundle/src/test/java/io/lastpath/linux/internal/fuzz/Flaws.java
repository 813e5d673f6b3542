// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.fuzz;

import io.lastpath.linux.internal.parse.Attribute;

/** What a fuzz target must not see. */
final class Flaws {

    private Flaws() {}

    static void unless(boolean holds, Object what) {
        if (!holds) {
            throw new AssertionError(String.valueOf(what));
        }
    }

    static boolean isSentence(String message) {
        return message != null && !message.isBlank() && Attribute.isPlain(message);
    }
}
