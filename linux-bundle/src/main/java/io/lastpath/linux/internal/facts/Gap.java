// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.facts;

/**
 * Something that could not be read, so that the tree is incomplete.
 *
 * @param where the file on the host, or the tool
 * @param reason why, in words that continue its name
 */
public record Gap(String where, String reason) {}
