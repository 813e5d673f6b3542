// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.names;

import java.util.List;

/**
 * A resource name with its links followed.
 *
 * @param text the name, in its own spelling
 * @param key its place in the tree
 */
public record ResolvedName(String text, TreeKey key) {

    /** {@return the names of a list} */
    public static List<String> texts(List<ResolvedName> all) {
        return all.stream().map(ResolvedName::text).toList();
    }

    /** {@return whether this is the root, in which nobody can be interested} */
    public boolean isRoot() {
        return text.equals("/");
    }
}
