// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.file;

import java.io.IOException;
import java.time.Duration;

/**
 * How long all reads of a tree may take together, from now on. Immutable.
 *
 * @param whole the time
 * @param began when it began, by the clock of {@link System#nanoTime}
 */
record TimeLimit(Duration whole, long began) {

    /** Nothing takes that long. */
    static final TimeLimit NONE = of(Duration.ofDays(100 * 365));

    static TimeLimit of(Duration whole) {
        return new TimeLimit(whole, System.nanoTime());
    }

    /** {@return how many nanoseconds are left} */
    long left() {
        return whole.toNanos() - (System.nanoTime() - began);
    }

    IOException exceeded(Hanging hanging) {
        return new IOException(
                "the tree was not read within "
                        + whole.toMillis()
                        + " ms, treeTimeLimitMillis in etc/io.lastpath.linux.cfg"
                        + hanging.inWords());
    }
}
