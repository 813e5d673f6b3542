// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

/** What can be seen of a process or thread; of several the last one of these counts. */
enum Sight {
    /** It has ended, and let go of everything. */
    GONE,
    /** What it has open, and what is mounted for it. */
    ALL,
    /** Not all, since this process may not see it. */
    HIDDEN,
    /** Not all, since something that it shows makes no sense. */
    UNCLEAR
}
