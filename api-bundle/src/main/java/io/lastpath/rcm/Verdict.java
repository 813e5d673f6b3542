// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

/**
 * How grave the loss of what an operation takes away would be. Ordered: a later one is graver, and
 * the highest that anybody reported stands.
 */
public enum Verdict {
    /** Every client keeps a usable path. */
    SAFE,
    /**
     * Nobody is hurt, but redundancy is gone, or something that nobody uses would lose its last
     * path.
     */
    DEGRADED,
    /** Something in use would lose its last path; may be forced. */
    DATA_CRITICAL,
    /** Root, boot, swap or dump would; not even force proceeds without naming it. */
    SYSTEM_CRITICAL,
    /**
     * Nobody knows: the tree is stale, incomplete or unreadable, or somebody asked did not answer.
     * A refusal.
     */
    UNKNOWN;

    /** {@return the verdict's number, 0 for {@link #SAFE} to 4 for {@link #UNKNOWN}} */
    public int level() {
        return ordinal();
    }

    /**
     * Finds the graver of two verdicts.
     *
     * @param other the other one
     * @return the one with the higher level
     */
    public Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
