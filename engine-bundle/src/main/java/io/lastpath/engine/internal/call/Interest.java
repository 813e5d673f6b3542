// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.call;

import io.lastpath.rcm.RegistrationKind;

/**
 * What somebody wants to register for.
 *
 * @param kind interest in what
 * @param pid on behalf of which process; 0 for the module
 * @param resource its name
 */
public record Interest(RegistrationKind kind, long pid, String resource) {}
