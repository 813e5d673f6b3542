// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

/**
 * A module in service, or one that stands by.
 *
 * @param name its name
 * @param info name and version, as it says itself
 * @param registrations how many registrations it holds
 * @param failures how many of its callbacks threw, ran out of time or were cut short
 * @param lastFailure the last such failure; empty for none
 * @param standsBy why it stands by and is not asked; empty if it serves
 * @param unregistered why nobody knows all that it would speak up for, which makes verdicts
 *     UNKNOWN; empty if that is known
 */
public record ModuleData(
        String name,
        String info,
        int registrations,
        long failures,
        String lastFailure,
        String standsBy,
        String unregistered) {}
