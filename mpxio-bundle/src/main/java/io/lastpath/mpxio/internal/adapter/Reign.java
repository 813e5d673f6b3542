// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import java.util.OptionalLong;

/**
 * The time in which the trees of one adapter are read, and none of another in between. Immutable.
 *
 * @param isPlayed whether that adapter only plays a host
 * @param since when the read of its first tree began, as {@link System#nanoTime} has it; empty if
 *     no other adapter was read before; where a host is played, if there was no other one at all
 */
public record Reign(boolean isPlayed, OptionalLong since) {

    static final Reign NONE = new Reign(false, OptionalLong.empty());

    /**
     * {@return since when must have been removed what a person says to be there who looks at such a
     * tree; empty for whenever that was: a real host is believed}
     */
    public OptionalLong believedSince() {
        return isPlayed ? since : OptionalLong.empty();
    }
}
