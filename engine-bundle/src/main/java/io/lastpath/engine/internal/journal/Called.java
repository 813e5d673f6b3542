// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.journal;

/**
 * A registrant that was called, or was about to be: whoever lets a resource go has to be told how
 * it ended, also by a coordinator that started later.
 *
 * @param module name of its module
 * @param resource the resource as it registered
 */
public record Called(String module, String resource) {}
