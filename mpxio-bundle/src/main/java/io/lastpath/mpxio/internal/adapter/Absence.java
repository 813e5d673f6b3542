// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import org.osgi.service.log.Logger;

/**
 * Tells the log, once for each change, that the adapter that was chosen is not there. Threadsafe.
 */
final class Absence {

    /** At the start, and while its bundle is exchanged, it is on its way. */
    static final int PATIENCE_MILLIS = 3_000;

    private final Logger logger;
    private String told = "";

    Absence(Logger logger) {
        this.logger = logger;
    }

    /**
     * Tells the log, unless that was said last.
     *
     * @param why there is no adapter, although one was chosen; empty if that is not so
     */
    synchronized void tell(String why) {
        if (!why.isEmpty() && !why.equals(told)) {
            logger.warn(
                    "{}; every verdict is UNKNOWN until it comes or another one is chosen"
                            + " ('adapter' in etc/io.lastpath.mpxio.cfg, empty for the highest"
                            + " ranking)",
                    why);
        }
        told = why;
    }
}
