// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.Gap;
import java.util.List;

/**
 * What came of reading one device.
 *
 * @param <T> what it is made of
 * @param found what was found
 * @param gaps what could not be read
 */
record Reading<T>(List<T> found, List<Gap> gaps) {

    /** Copies the lists. */
    Reading {
        found = List.copyOf(found);
        gaps = List.copyOf(gaps);
    }

    /** {@return that nothing is there} */
    static <T> Reading<T> nothing() {
        return new Reading<>(List.of(), List.of());
    }

    /** {@return that something is there which cannot be read} */
    static <T> Reading<T> hidden(String where, String reason) {
        return new Reading<>(List.of(), List.of(new Gap(where, reason)));
    }
}
