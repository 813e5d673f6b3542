// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.parse;

import java.io.IOException;

/** Something that the kernel never writes. The message is a sentence without the file's name. */
public final class MalformedException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * A text that makes no sense.
     *
     * @param message what is wrong with it
     */
    public MalformedException(String message) {
        super(message);
    }
}
