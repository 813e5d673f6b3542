// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.call.Remarks;
import org.osgi.service.log.Logger;

/**
 * Puts remarks into the log.
 *
 * @param logger where they go
 */
record LoggedRemarks(Logger logger) implements Remarks {

    @Override
    public void warn(String sentence) {
        logger.warn("{}", sentence);
    }

    @Override
    public void note(String sentence) {
        logger.info("{}", sentence);
    }
}
