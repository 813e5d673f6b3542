// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo;

import java.io.IOException;

/**
 * The device tree could not be read. The message is one sentence: what failed, where, and the
 * host's reason.
 */
public class DeviceTreeException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * A failed read.
     *
     * @param message what failed and where, in one sentence
     */
    public DeviceTreeException(String message) {
        super(message);
    }

    /**
     * A failed read.
     *
     * @param message what failed and where, in one sentence
     * @param cause what the host said
     */
    public DeviceTreeException(String message, Throwable cause) {
        super(message, cause);
    }
}
