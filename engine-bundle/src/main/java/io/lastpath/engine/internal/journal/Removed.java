// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

import io.lastpath.engine.internal.names.TreeKey;

/**
 * A place that is gone. Immutable.
 *
 * @param key the place
 * @param isWhole whether all below it is gone with it
 */
public record Removed(TreeKey key, boolean isWhole) {}
