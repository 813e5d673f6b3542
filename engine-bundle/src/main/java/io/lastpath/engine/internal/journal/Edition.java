// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

/**
 * What there was to keep at one moment.
 *
 * @param version grows with each change
 * @param content what to keep
 */
public record Edition(long version, Content content) {}
