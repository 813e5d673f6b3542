// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.service;

import java.util.function.IntSupplier;
import org.osgi.service.log.Logger;

/** Reads numbers of a configuration; one that is not allowed is logged, and the default holds. */
record Numbers(String pid, Logger logger) {

    /** A value of the wrong type is thrown at whoever reads it. */
    int value(String name, IntSupplier read, int least, int instead) {
        try {
            int value = read.getAsInt();
            if (value >= least) {
                return value;
            }
        } catch (RuntimeException e) {
            logger.debug("{} is of the wrong type", name, e);
        }
        logger.error(
                "{}: '{}' has to be a whole number from {}; {} is used", pid, name, least, instead);
        return instead;
    }
}
