// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.names;

/** Follows the symbolic links of a name below {@code /dev}. Safe for use by several threads. */
@FunctionalInterface
public interface Links {

    /**
     * Follows links.
     *
     * @param name a name that starts with {@code /dev/}
     * @return what it leads to; the name itself where it leads nowhere
     */
    String resolve(String name);
}
