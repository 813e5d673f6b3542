// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import io.lastpath.engine.internal.names.TreeKey;

/**
 * A walk that is under way: which step is being carried out below which place.
 *
 * @param step the step, or whatever else tells one kind of walk from another
 * @param key where it starts
 * @param filesys whether it carries the file system mark
 */
public record WalkMark(Enum<?> step, TreeKey key, boolean filesys) {}
