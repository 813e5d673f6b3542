// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.host;

/** What becomes of something when disks go. Ordered: a later one is worse. */
public enum Fate {
    /** It notices nothing. */
    KEPT,
    /** It lives on with less redundancy. */
    WEAKENED,
    /** It is gone. */
    LOST
}
