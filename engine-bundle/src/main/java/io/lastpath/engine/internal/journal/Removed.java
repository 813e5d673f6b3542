// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

import io.lastpath.engine.internal.names.TreeKey;

/**
 * A place that is gone. Immutable.
 *
 * @param key the place
 * @param isNobodys whether nobody was registered for it when it went
 */
public record Removed(TreeKey key, boolean isNobodys) {}
