// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

/**
 * How a refresh went.
 *
 * @param state what is published after it
 * @param failure why the tree could not be read, in one sentence; empty where it could
 */
public record Refresh(TableState state, String failure) {

    /** {@return whether the tree was read} */
    public boolean isGood() {
        return failure.isEmpty();
    }
}
