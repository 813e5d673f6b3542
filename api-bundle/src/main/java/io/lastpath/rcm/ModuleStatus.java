// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

/**
 * A module in service.
 *
 * @param name its name
 * @param info its own line on name and version; a sentence in its place where it failed to say
 * @param registrations how many registrations it holds, for itself and for processes
 * @param failures how many of its callbacks threw, ran out of time or were cut short
 * @param lastFailure the last such failure in one sentence; empty for none
 */
public record ModuleStatus(
        String name, String info, int registrations, long failures, String lastFailure) {}
