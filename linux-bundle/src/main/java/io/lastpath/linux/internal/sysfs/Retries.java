// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import java.util.function.Supplier;

/** What vanishes while a device is read makes for another try with the whole device. */
final class Retries {

    private static final int TRIES = 3;

    private Retries() {}

    /** {@return the first reading without gaps; the last one if there is none} */
    static <T> Reading<T> of(Supplier<Reading<T>> attempt) {
        Reading<T> reading = attempt.get();
        for (int tries = 1; tries < TRIES && !reading.gaps().isEmpty(); tries++) {
            reading = attempt.get();
        }
        return reading;
    }
}
