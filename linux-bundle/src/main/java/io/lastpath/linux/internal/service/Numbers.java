// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.service;

import java.util.function.IntSupplier;
import org.osgi.service.log.Logger;

/** Reads numbers of a configuration; one that is not allowed is logged, and the default holds. */
record Numbers(String pid, Logger logger) {

    int value(String name, IntSupplier configured, int least, int most, int fallback) {
        try {
            int value = configured.getAsInt();
            if (value >= least && value <= most) {
                return value;
            }
        } catch (RuntimeException e) {
            // A value of the wrong type is thrown at whoever reads it.
        }
        logger.error(
                "{}: '{}' has to be a whole number from {} to {}; {} is used.",
                pid,
                name,
                least,
                most,
                fallback);
        return fallback;
    }
}
