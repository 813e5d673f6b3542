// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Shows moments as the beans do. */
final class Times {

    private Times() {}

    /** {@return ISO 8601 in UTC, to the millisecond; empty for null} */
    static String text(Instant moment) {
        return moment == null ? "" : moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** {@return milliseconds since a moment; -1 for null} */
    static long ageMillis(Instant moment) {
        return moment == null ? -1 : Duration.between(moment, Instant.now()).toMillis();
    }
}
