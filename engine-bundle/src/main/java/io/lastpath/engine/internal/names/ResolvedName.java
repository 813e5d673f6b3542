// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.names;

/**
 * A resource name with its links followed.
 *
 * @param text the name, in its own spelling
 * @param key its place in the tree
 */
public record ResolvedName(String text, TreeKey key) {

    /** {@return whether this is the root, in which nobody can be interested} */
    public boolean isRoot() {
        return text.equals("/");
    }
}
