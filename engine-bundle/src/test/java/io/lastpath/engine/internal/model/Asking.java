// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import java.util.Set;

/** The two operations of section 5, with their states. */
enum Asking {
    OFFLINE(15, 17, 16, 4, 5, 3, Set.of(3, 5, 15, 16, 17)),
    SUSPEND(18, 20, 19, 12, 13, 11, Set.of(11, 13, 18, 19, 20));

    final int querying;
    final int queried;
    final int queryFailed;
    final int doing;
    final int done;
    final int failed;

    /** States of an entry that may be asked, or done, again. */
    final Set<Integer> from;

    Asking(
            int querying,
            int queried,
            int queryFailed,
            int doing,
            int done,
            int failed,
            Set<Integer> from) {
        this.querying = querying;
        this.queried = queried;
        this.queryFailed = queryFailed;
        this.doing = doing;
        this.done = done;
        this.failed = failed;
        this.from = from;
    }

    String op() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
