// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tool;

import java.util.List;

/** Those who know more of multipath maps than sysfs. Safe for use by several threads. */
public interface Witnesses {

    /** What the kernel's path states are called where they cannot be read. */
    String KERNEL = "dmsetup status";

    /** What the daemon's path states are called where they cannot be read. */
    String DAEMON = "multipathd show maps json";

    /**
     * Asks all that can be asked. Takes a limited time.
     *
     * @return what they say
     */
    Testimony ask();

    /**
     * Hears those who need not be asked, since what they said is written down. Where nobody showed
     * a map, they may have nothing to say.
     *
     * @return what they said
     */
    Testimony unasked();

    /**
     * Tells who cannot be asked and what would help. Asks nobody.
     *
     * @return a clause for each; empty if all can be asked
     */
    List<String> missing();
}
