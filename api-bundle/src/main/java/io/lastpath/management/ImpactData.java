// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

/**
 * What happens to one client.
 *
 * @param client its device path
 * @param name what people call it; may be empty
 * @param identity its WWID; may be empty
 * @param usablePaths usable paths now
 * @param remainingPaths usable paths afterwards
 * @param verdict verdict word
 * @param verdictLevel its level, 0 to 4
 * @param users who uses it, most severe first, with what they said; may be empty
 */
public record ImpactData(
        String client,
        String name,
        String identity,
        int usablePaths,
        int remainingPaths,
        String verdict,
        int verdictLevel,
        String users) {}
